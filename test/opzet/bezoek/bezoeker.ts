import { DEMOWACHTWOORD } from '../../../src/demo/leerlingen.ts';

interface Koekje {
  waarde: string;
  pad: string;
}

/** Somebody with a browser: keeps cookies by path, follows redirects one at a time and fills in forms as they stand on the page. */
export class Bezoeker {
  readonly koekjes = new Map<string, Koekje>();
  readonly #koppen: Record<string, string>;

  /** @param koppen sent with each request, such as those of a proxy */
  constructor(koppen: Record<string, string> = {}) {
    this.#koppen = koppen;
  }

  async haal(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const adres = new URL(url);
    const koekjes = this.koekjesVoor(adres.pathname);
    const antwoord = await fetch(adres, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', ...this.#koppen, ...(koekjes ? { cookie: koekjes } : {}), ...init.headers },
    });
    for (const regel of antwoord.headers.getSetCookie()) this.#bewaar(regel);
    return antwoord;
  }

  /** The cookie header for an address; empty when there is nothing to send. */
  koekjesVoor(adres: string): string {
    return [...this.koekjes]
      .filter(([, { pad }]) => adres.startsWith(pad))
      .map(([naam, { waarde }]) => `${naam.split(' ')[0]}=${waarde}`)
      .join('; ');
  }

  /** Follows redirects on the provider's own host; stops at a page or at the door of the application. */
  async volg(url: string | URL, init: RequestInit = {}): Promise<Response & { verder: URL | undefined }> {
    const { host } = new URL(url);
    let antwoord = await this.haal(url, init);
    let hier = new URL(url);
    for (let sprong = 0; sprong < 10; sprong++) {
      const naar = antwoord.headers.get('location');
      if (!naar) break;
      const doel = new URL(naar, hier);
      if (doel.host !== host) return Object.assign(antwoord, { verder: doel });
      hier = doel;
      antwoord = await this.haal(doel);
    }
    return Object.assign(antwoord, { verder: undefined, adres: hier });
  }

  /** Posts a form of our own page. */
  stuur(url: string | URL, velden: Record<string, string>, koppen: Record<string, string> = {}, signal?: AbortSignal) {
    const body = new URLSearchParams(velden);
    const headers = { origin: new URL(url).origin, ...koppen };
    return this.volg(url, { method: 'POST', body, headers, ...(signal ? { signal } : {}) });
  }

  /** From an authorization request through the sign-in page to whatever comes next. */
  async meldAan(aanvraag: URL, gebruikersnaam: string, wachtwoord = DEMOWACHTWOORD) {
    const pagina = await this.volg(aanvraag);
    const html = await pagina.text();
    const actie = /action="(\/aanmelden\/[^"/]+\/[^"/]+)"/.exec(html)?.[1];
    if (!actie)
      throw new Error(`no sign-in form on this page (${pagina.status}): ${html.slice(html.indexOf('<main'))}`);
    return this.stuur(new URL(actie, aanvraag), { gebruikersnaam, wachtwoord });
  }

  #bewaar(regel: string): void {
    const [paar = '', ...kenmerken] = regel.split('; ');
    const [naam = '', ...stukken] = paar.split('=');
    const waarde = stukken.join('=');
    const pad = kenmerken.find((kenmerk) => kenmerk.startsWith('path='))?.slice(5) ?? '/';
    const sleutel = `${naam} ${pad}`;
    if (waarde === '') this.koekjes.delete(sleutel);
    else this.koekjes.set(sleutel, { waarde, pad });
  }
}
