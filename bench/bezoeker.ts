import { createHash } from 'node:crypto';
import { type Antwoord, kop, Verbinding } from './http.ts';

/**
 * A system under measurement, as a browser and an application reach it. LeerID and the bare library have the
 * same routes.
 */
export interface Doel {
  /** On loopback. The driver acts as the proxy in front of the issuer's public address. */
  poort: number;
  issuer: string;
  clientId: string;
  clientgeheim: string;
  redirectUri: string;
  scope: string;
  /** Pupils have the user names `leerling.0000001` and up. */
  leerlingen: number;
  wachtwoord: string;
}

/** A constant, because work on the client's side is not what we measure. */
const VERIFIER = 'bench-verifier-van-drieenveertig-tekens-of-meer';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

export type Koekjes = Map<string, string>;

/**
 * One browser with its application, on one connection. An unexpected answer throws, so a run has no errors.
 */
export class Bezoeker {
  readonly #doel: Doel;
  readonly #verbinding: Verbinding;
  readonly #aanvraag: string;
  readonly #tokenkoppen: string;

  private constructor(doel: Doel, verbinding: Verbinding) {
    this.#doel = doel;
    this.#verbinding = verbinding;
    this.#aanvraag = `/authorize?${new URLSearchParams({
      client_id: doel.clientId,
      redirect_uri: doel.redirectUri,
      response_type: 'code',
      scope: doel.scope,
      state: 'bench-state',
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
    const pagina = this.#pad(verwacht(await this.#haal(this.#aanvraag, koekjes), 303));
    if (!pagina.startsWith('/aanmelden/')) throw new Error(`geen aanmeldpagina: ${pagina}`);
    verwacht(await this.#haal(pagina, koekjes), 200);
    const nummer = 1 + Math.floor(Math.random() * this.#doel.leerlingen);
    const formulier = `gebruikersnaam=leerling.${String(nummer).padStart(7, '0')}&wachtwoord=${this.#doel.wachtwoord}`;
    const koppen = `Origin: ${this.#doel.issuer}\r\n`;
    const verder = this.#pad(verwacht(await this.#haal(pagina, koekjes, koppen, formulier), 303));
    return this.#code(await this.#haal(verder, koekjes));
  }

  /** From an authorization request with a session directly to a code. */
  async vraagCode(koekjes: Koekjes): Promise<string> {
    return this.#code(await this.#haal(this.#aanvraag, koekjes));
  }

  /** The application redeems a code. Returns the whole answer of the token endpoint. */
  async wissel(code: string): Promise<string> {
    const { clientId, redirectUri } = this.#doel;
    const velden = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      code,
      redirect_uri: redirectUri,
      code_verifier: VERIFIER,
    });
    return verwacht(await this.#verbinding.stuur('POST', '/token', this.#tokenkoppen, velden.toString()), 200).body;
  }

  async userinfo(token: string): Promise<string> {
    return verwacht(await this.#verbinding.stuur('GET', '/userinfo', `Authorization: Bearer ${token}\r\n`), 200).body;
  }

  async discovery(): Promise<string> {
    return verwacht(await this.#verbinding.stuur('GET', '/.well-known/openid-configuration'), 200).body;
  }

  #code(antwoord: Antwoord): string {
    const naar = kop(verwacht(antwoord, 303).koppen, 'location') ?? '';
    const [, code] = naar.startsWith(this.#doel.redirectUri) ? (/[?&]code=([^&]+)/.exec(naar) ?? []) : [];
    if (!code) throw new Error(`geen code maar ${naar}`);
    return code;
  }

  async #haal(pad: string, koekjes: Koekjes, koppen = '', formulier?: string): Promise<Antwoord> {
    const mee = koekjes.size ? `Cookie: ${[...koekjes].map((paar) => paar.join('=')).join('; ')}\r\n` : '';
    const methode = formulier === undefined ? 'GET' : 'POST';
    const antwoord = await this.#verbinding.stuur(methode, pad, koppen + mee, formulier);
    for (const [, naam = '', waarde = ''] of antwoord.koppen.matchAll(/\r\nset-cookie: ([^=]+)=([^;\r]*)/gi)) {
      if (waarde) koekjes.set(naam, waarde);
      else koekjes.delete(naam);
    }
    return antwoord;
  }

  #pad(antwoord: Antwoord): string {
    const naar = kop(antwoord.koppen, 'location') ?? '';
    return naar.startsWith(this.#doel.issuer) ? naar.slice(this.#doel.issuer.length) : naar;
  }
}

function verwacht(antwoord: Antwoord, status: number): Antwoord {
  if (antwoord.status === status) return antwoord;
  throw new Error(
    `status ${antwoord.status} in plaats van ${status}: ${antwoord.koppen}\n${antwoord.body.slice(0, 600)}`,
  );
}
