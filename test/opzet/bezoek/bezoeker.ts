import supertest, { type Response, type Test } from 'supertest';
import { DEMOWACHTWOORD } from '../../../src/demo/leerlingen.ts';
import { aanmeldactie } from './formulier.ts';

/** Every address that a visitor goes to is on this host, at different ports. */
const HOST = 'localhost';

/** A cookie as a browser keeps it. */
export interface Koekje {
  naam: string;
  waarde: string;
  pad: string;
}

/** An answer and its address. `verder` is set where it redirects to another host: the application. */
export type Antwoord = Response & { adres: URL; verder: URL | undefined };

/** The content of a form. A text is sent as it is. */
type Velden = Record<string, string> | URLSearchParams | string;

/**
 * Somebody with a browser. Supertest's agent keeps the cookies. Redirects are followed one at a time, up to
 * the application.
 */
export class Bezoeker {
  // Visits use whole addresses, of the provider and of the demo applications, so the agent needs no base
  // address.
  readonly #agent = supertest.agent('');

  /** @param koppen sent with each request, such as those of a proxy */
  constructor(koppen: Record<string, string> = {}) {
    this.#agent.set({ accept: 'text/html', ...koppen });
  }

  /** Asks for a page. Does not follow a redirect. */
  async haal(url: string | URL, koppen: Record<string, string> = {}): Promise<Response> {
    return this.#agent.get(String(url)).set(koppen);
  }

  /** Posts a form from a page that `koppen` may name (`origin`). Does not follow a redirect. */
  async post(url: string | URL, velden: Velden, koppen: Record<string, string> = {}): Promise<Response> {
    return this.#formulier(url, velden, koppen);
  }

  /** Asks for a page and follows redirects. Stops at a page, or when it reaches the application. */
  async volg(url: string | URL, koppen: Record<string, string> = {}): Promise<Antwoord> {
    return this.#loop(await this.haal(url, koppen), new URL(url));
  }

  /** Posts a form of our own page and follows redirects, as `volg` does. */
  async stuur(
    url: string | URL,
    velden: Velden,
    koppen: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Antwoord> {
    const verzoek = this.#formulier(url, velden, { origin: new URL(url).origin, ...koppen });
    // Returns nothing: a request is a promise, and an event target would throw its rejection.
    signal?.addEventListener('abort', () => {
      verzoek.abort();
    });
    return this.#loop(await verzoek, new URL(url));
  }

  /** From an authorization request through the sign-in page to whatever comes next. */
  async meldAan(aanvraag: URL, gebruikersnaam: string, wachtwoord = DEMOWACHTWOORD): Promise<Antwoord> {
    const { text } = await this.volg(aanvraag);
    return this.stuur(new URL(aanmeldactie(text), aanvraag), { gebruikersnaam, wachtwoord });
  }

  /** The cookies that go along to a path. */
  koekjes(pad = '/'): Koekje[] {
    const gestuurd = this.#agent.jar.getCookies({ domain: HOST, path: pad, secure: false, script: false });
    return gestuurd.map(({ name, value, path }) => ({ naam: name, waarde: value, pad: path }));
  }

  /** The value of a cookie that goes along to every path. Undefined where there is none. */
  koekje(naam: string): string | undefined {
    return this.koekjes().find((koekje) => koekje.naam === naam)?.waarde;
  }

  /** Keeps these cookies instead of those with the same name and path. */
  neem(koekjes: readonly Koekje[]): void {
    for (const { naam, waarde, pad } of koekjes) this.#agent.jar.setCookie(`${naam}=${waarde}; path=${pad}`, HOST, pad);
  }

  /** Removes these cookies. */
  vergeet(koekjes: readonly Koekje[]): void {
    for (const { naam, pad } of koekjes) {
      this.#agent.jar.setCookie(`${naam}=; path=${pad}; expires=Thu, 01 Jan 1970 00:00:00 GMT`, HOST, pad);
    }
  }

  #formulier(url: string | URL, velden: Velden, koppen: Record<string, string>): Test {
    const inhoud = typeof velden === 'string' ? velden : new URLSearchParams(velden).toString();
    return this.#agent.post(String(url)).type('form').set(koppen).send(inhoud);
  }

  async #loop(eerste: Response, begin: URL): Promise<Antwoord> {
    let [antwoord, adres] = [eerste, begin];
    for (let sprong = 0; sprong < 10; sprong++) {
      const naar = antwoord.get('location');
      if (!naar) break;
      const doel = new URL(naar, adres);
      if (doel.host !== begin.host) return Object.assign(antwoord, { adres, verder: doel });
      adres = doel;
      antwoord = await this.haal(doel);
    }
    return Object.assign(antwoord, { adres, verder: undefined });
  }
}
