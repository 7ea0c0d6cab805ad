import { createHash } from 'node:crypto';
import { type Antwoord, kop, Verbinding } from './http.ts';
import type { Koekjes } from './koekjes.ts';

/** A system under measurement, as a browser and an application reach it. */
export interface Doel {
  /** On loopback. The driver acts as the proxy in front of the issuer's public address. */
  poort: number;
  issuer: string;
  /** Of its endpoints, from the root of the host. */
  paden: { autorisatie: string; token: string; userinfo: string; ontdekking: string };
  /** The names of the fields on its sign-in page. */
  velden: { naam: string; wachtwoord: string };
  clientId: string;
  clientgeheim: string;
  redirectUri: string;
  scope: string;
  /** Pupils have the user names `leerling.0000001` and up. */
  leerlingen: number;
  wachtwoord: string;
}

const STATE = 'bench-state';
/** A constant, because work on the client's side is not what we measure. */
const VERIFIER = 'bench-verifier-van-drieenveertig-tekens-of-meer';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

/** More redirects than any of the systems needs. */
const SPRONGEN = 5;

/**
 * One browser with its application, on one connection. An unexpected answer throws, so a run has no errors.
 */
export class Bezoeker {
  readonly #doel: Doel;
  readonly #verbinding: Verbinding;
  readonly #oorsprong: string;
  readonly #aanvraag: string;
  readonly #tokenkoppen: string;

  private constructor(doel: Doel, verbinding: Verbinding) {
    this.#doel = doel;
    this.#verbinding = verbinding;
    this.#oorsprong = new URL(doel.issuer).origin;
    this.#aanvraag = `${doel.paden.autorisatie}?${new URLSearchParams({
      client_id: doel.clientId,
      redirect_uri: doel.redirectUri,
      response_type: 'code',
      scope: doel.scope,
      state: STATE,
      nonce: 'bench-nonce',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
    })}`;
    this.#tokenkoppen = `Authorization: Basic ${btoa(`${doel.clientId}:${doel.clientgeheim}`)}\r\n`;
  }

  static async open(doel: Doel): Promise<Bezoeker> {
    return new Bezoeker(doel, await Verbinding.open(doel.poort, new URL(doel.issuer).host));
  }

  sluit(): void {
    this.#verbinding.sluit();
  }

  /**
   * From an authorization request without a session, through the sign-in page, to a code. Fills `koekjes`.
   */
  async meldAan(koekjes: Koekjes): Promise<string> {
    const pagina = verwacht(await this.#volg(this.#aanvraag, koekjes), 200);
    const [, formulier] = /<form[^>]* action="([^"]+)"/.exec(pagina.body) ?? [];
    if (!formulier) throw new Error(`geen aanmeldpagina: ${pagina.body.slice(0, 600)}`);
    const { velden, leerlingen, wachtwoord } = this.#doel;
    const nummer = String(1 + Math.floor(Math.random() * leerlingen)).padStart(7, '0');
    const ingevuld = `${velden.naam}=leerling.${nummer}&${velden.wachtwoord}=${wachtwoord}`;
    return this.#code(await this.#volg(this.#pad(formulier.replaceAll('&amp;', '&')), koekjes, ingevuld));
  }

  /** From an authorization request with a session directly to a code. */
  async vraagCode(koekjes: Koekjes): Promise<string> {
    return this.#code(await this.#haal(this.#aanvraag, koekjes));
  }

  /** The application redeems a code. Returns the whole answer of the token endpoint. */
  async wissel(code: string): Promise<string> {
    const { clientId, redirectUri, paden } = this.#doel;
    const velden = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      redirect_uri: redirectUri,
      code_verifier: VERIFIER,
    });
    return verwacht(
      await this.#verbinding.stuur('POST', paden.token, this.#tokenkoppen, velden.toString()),
      200,
      '"id_token":"',
    ).body;
  }

  async userinfo(token: string): Promise<string> {
    const koppen = `Authorization: Bearer ${token}\r\n`;
    return verwacht(await this.#verbinding.stuur('GET', this.#doel.paden.userinfo, koppen), 200, '"sub":"').body;
  }

  async discovery(): Promise<string> {
    return verwacht(await this.#verbinding.stuur('GET', this.#doel.paden.ontdekking), 200).body;
  }

  /** A page that needs nothing of before. Like a browser, it takes a compressed one. */
  async pagina(pad: string): Promise<void> {
    const { koppen } = verwacht(await this.#verbinding.stuur('GET', pad, 'Accept-Encoding: gzip\r\n'), 200);
    if (!kop(koppen, 'content-type')?.startsWith('text/html')) throw new Error(`${pad} is geen pagina`);
  }

  #code(antwoord: Antwoord): string {
    const naar = doorsturing(antwoord) ?? '';
    const [, code] = naar.startsWith(this.#doel.redirectUri) ? (/[?&]code=([^&]+)/.exec(naar) ?? []) : [];
    if (!code || !naar.includes(`state=${STATE}`))
      throw new Error(`geen code maar status ${antwoord.status}: ${naar || antwoord.body.slice(0, 600)}`);
    return code;
  }

  /** Goes where it is sent, as a browser does, until a page or the application's address. */
  async #volg(pad: string, koekjes: Koekjes, formulier?: string): Promise<Antwoord> {
    let antwoord = await this.#haal(pad, koekjes, formulier);
    for (let sprong = 0; sprong < SPRONGEN; sprong++) {
      const naar = doorsturing(antwoord);
      if (!naar || naar.startsWith(this.#doel.redirectUri)) return antwoord;
      antwoord = await this.#haal(this.#pad(naar), koekjes);
    }
    throw new Error(`${pad} stuurt de browser rond`);
  }

  async #haal(pad: string, koekjes: Koekjes, formulier?: string): Promise<Antwoord> {
    const mee = koekjes.voor(pad);
    const antwoord = await (formulier === undefined
      ? this.#verbinding.stuur('GET', pad, mee)
      : this.#verbinding.stuur('POST', pad, `Origin: ${this.#oorsprong}\r\n${mee}`, formulier));
    koekjes.neem(antwoord.koppen, pad);
    return antwoord;
  }

  #pad(adres: string): string {
    return adres.startsWith(`${this.#oorsprong}/`) ? adres.slice(this.#oorsprong.length) : adres;
  }
}

/** Where an answer sends the browser with a GET: oidc-provider says 303, Keycloak 302. */
function doorsturing({ status, koppen }: Antwoord): string | undefined {
  return status === 302 || status === 303 ? kop(koppen, 'location') : undefined;
}

/** @param inhoud what the body must hold */
function verwacht(antwoord: Antwoord, status: number, inhoud = ''): Antwoord {
  if (antwoord.status === status && antwoord.body.includes(inhoud)) return antwoord;
  throw new Error(
    `status ${antwoord.status} in plaats van ${status} met ${inhoud}: ${antwoord.koppen}\n${antwoord.body.slice(0, 600)}`,
  );
}
