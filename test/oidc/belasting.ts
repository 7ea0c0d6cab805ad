import type * as client from 'openid-client';
import supertest, { type Response } from 'supertest';
import { DEMOWACHTWOORD } from '../../src/demo/leerlingen.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import type { Idp } from '../opzet/server/idp.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/** Pupils and applications that keep asking, whatever they get. Every answer is kept. */

export interface Gezien {
  wat: string;
  /** The status when all is well. */
  goed: number;
  status: number;
  koppen: Response['headers'];
  tekst: string;
  /** Moments of `performance.now()`. */
  gevraagd: number;
  beantwoord: number;
}

/** If a test waits longer than this, the event will not come. */
const GEDULD = 20_000;
const CLIENT = 'smartschool';
const LEERLING = 'leerling.gewoon';

export class Belasting {
  readonly gezien: Gezien[] = [];
  readonly #idp: Idp;
  readonly #werkers: Promise<void>[] = [];
  #wachters: (() => void)[] = [];
  #bezig = true;

  constructor(idp: Idp) {
    this.#idp = idp;
  }

  /** Every kind of request, again and again. `begin` is a sign-in without a session, `authorize` one with it. */
  async start(): Promise<void> {
    const rp = await relyingParty(this.#idp, CLIENT);
    const token = await this.#aanmelding(rp, new Bezoeker());
    const wachtend = new Bezoeker();
    const pagina = await wachtend.haal((await vraagAan(rp, CLIENT)).url);
    const adres = new URL(pagina.get('location') ?? '', this.#idp.issuer);
    const koppen = { authorization: `Basic ${btoa(`${CLIENT}:${this.#idp.omgeving.SMARTSCHOOL_CLIENT_SECRET}`)}` };

    for (let i = 0; i < 8; i++) this.#herhaal(() => this.#userinfo(token ?? ''));
    for (let i = 0; i < 3; i++) this.#herhaal(() => this.#aanmelding(rp, new Bezoeker()));
    const bezoeker = new Bezoeker();
    this.#herhaal(() => this.#aanmelding(rp, bezoeker));
    this.#herhaal(() => this.#noteer('pagina', 200, () => wachtend.haal(adres)));
    this.#herhaal(async () => {
      const body = (await vraagAan(rp, CLIENT)).url.searchParams;
      await this.#noteer('par', 201, () =>
        supertest(this.#idp.issuer).post('/par').type('form').set(koppen).send(String(body)),
      );
    });
    this.#herhaal(() => {
      return this.#noteer('revoke', 200, () => this.#post('/revoke', { token: 'onbekend' }, koppen));
    });
  }

  async stop(): Promise<void> {
    this.#bezig = false;
    await Promise.all(this.#werkers);
  }

  /** Resolves when each kind of request got `keer` answers for which this holds. */
  async totElk(soorten: readonly string[], keer: number, geldt: (een: Gezien) => boolean): Promise<void> {
    const uiterlijk = performance.now() + GEDULD;
    const vanaf = this.gezien.length;
    const genoeg = () => {
      const nieuw = this.gezien.slice(vanaf).filter(geldt);
      return soorten.every((soort) => nieuw.filter(({ wat }) => wat === soort).length >= keer);
    };
    while (!genoeg()) {
      if (performance.now() > uiterlijk)
        throw new Error(`waited ${GEDULD} ms in vain for ${keer} answers of each of ${soorten}`);
      await new Promise<void>((klaar) => this.#wachters.push(klaar));
    }
  }

  #herhaal(doe: () => Promise<unknown>): void {
    const werk = async () => {
      while (this.#bezig) await doe();
    };
    this.#werkers.push(werk());
  }

  async #noteer(wat: string, goed: number, vraag: () => PromiseLike<Response>): Promise<Gezien> {
    const gevraagd = performance.now();
    const { status, headers: koppen, text: tekst } = await vraag();
    const gezien = { wat, goed, status, koppen, tekst, gevraagd, beantwoord: performance.now() };
    this.gezien.push(gezien);
    for (const wek of this.#wachters.splice(0)) wek();
    return gezien;
  }

  #post(pad: string, velden: Record<string, string>, koppen: Record<string, string>) {
    return supertest(this.#idp.issuer).post(pad).type('form').set(koppen).send(velden);
  }

  #userinfo(token: string): Promise<Gezien> {
    const koppen = { authorization: `Bearer ${token}` };
    return this.#noteer('userinfo', 200, () => supertest(this.#idp.issuer).get('/userinfo').set(koppen));
  }

  /**
   * A whole sign-in, or single sign-on where the visitor has a session. Stops at the first unusual answer.
   */
  async #aanmelding(rp: client.Configuration, bezoeker: Bezoeker): Promise<string | undefined> {
    const { url, controles } = await vraagAan(rp, CLIENT);
    const naar = ({ koppen }: Gezien) => new URL(koppen.location ?? '', url);
    const wat = bezoeker.koekje('leerid') ? 'authorize' : 'begin';
    let stap = await this.#noteer(wat, 303, () => bezoeker.haal(url));
    if (stap.status === 303 && naar(stap).pathname.startsWith('/aanmelden/')) {
      const actie = naar(stap);
      const formulier = { gebruikersnaam: LEERLING, wachtwoord: DEMOWACHTWOORD };
      const koppen = { origin: this.#idp.issuer };
      stap = await this.#noteer('aanmelden', 303, () => bezoeker.post(actie, formulier, koppen));
      const verder = naar(stap);
      if (stap.status === 303) stap = await this.#noteer('hervat', 303, () => bezoeker.haal(verder));
    }
    if (stap.status !== 303) return undefined;
    const velden = {
      grant_type: 'authorization_code',
      code: naar(stap).searchParams.get('code') ?? '',
      redirect_uri: url.searchParams.get('redirect_uri') ?? '',
      code_verifier: controles.pkceCodeVerifier ?? '',
    };
    const koppen = { authorization: `Basic ${btoa(`${CLIENT}:${this.#idp.omgeving.SMARTSCHOOL_CLIENT_SECRET}`)}` };
    const { status, tekst } = await this.#noteer('token', 200, () => this.#post('/token', velden, koppen));
    return status === 200 ? JSON.parse(tekst).access_token : undefined;
  }
}
