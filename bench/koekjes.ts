/** A browser keeps no larger cookie: name and value together, in bytes. */
const HOOGSTENS = 4096;

/** The attributes that decide where a cookie goes and how long. */
const PAD = /; *path=([^;]*)/i;
const DUUR = /; *max-age=([^;]*)/i;
const EINDE = /; *expires=([^;]*)/i;

interface Koekje {
  naam: string;
  waarde: string;
  pad: string;
}

/**
 * The cookies of one browser for one site, as RFC 6265 keeps and sends them: each under its own path, the
 * longest path first. What a browser would refuse throws, because a page that counts on it works for nobody.
 */
export class Koekjes {
  #bewaard: Koekje[] = [];

  /**
   * Keeps what an answer sets and forgets what it ends.
   *
   * @param koppen the head of the answer
   * @param adres path and query of the request
   */
  neem(koppen: string, adres: string): void {
    for (const [, naam = '', waarde = '', kenmerken = ''] of koppen.matchAll(
      /\r\nset-cookie: ([^=\r]+)=([^;\r]*)([^\r]*)/gi,
    )) {
      const pad = PAD.exec(kenmerken)?.[1] ?? standaardpad(adres);
      weigerAlsEenBrowser({ naam, waarde, pad }, kenmerken);
      this.#bewaard = this.#bewaard.filter((een) => een.naam !== naam || een.pad !== pad);
      if (!isVerlopen(kenmerken)) this.#bewaard.push({ naam, waarde, pad });
      this.#bewaard.sort((een, ander) => ander.pad.length - een.pad.length);
    }
  }

  /** The header line for a request to this path and query, closed by CRLF; empty when no cookie belongs there. */
  voor(adres: string): string {
    const pad = zonderVraag(adres);
    const mee = this.#bewaard.filter((een) => valtOnder(pad, een.pad));
    return mee.length ? `Cookie: ${mee.map(({ naam, waarde }) => `${naam}=${waarde}`).join('; ')}\r\n` : '';
  }
}

function isVerlopen(kenmerken: string): boolean {
  const duur = DUUR.exec(kenmerken)?.[1];
  if (duur !== undefined) return Number(duur) <= 0;
  const einde = EINDE.exec(kenmerken)?.[1];
  return einde !== undefined && Date.parse(einde) <= Date.now();
}

/** The folder of the request (RFC 6265, section 5.1.4). */
function standaardpad(adres: string): string {
  const pad = zonderVraag(adres);
  return pad.slice(0, Math.max(1, pad.lastIndexOf('/')));
}

function zonderVraag(adres: string): string {
  const vraag = adres.indexOf('?');
  return vraag === -1 ? adres : adres.slice(0, vraag);
}

function valtOnder(pad: string, van: string): boolean {
  return pad === van || (pad.startsWith(van) && (van.endsWith('/') || pad[van.length] === '/'));
}

function weigerAlsEenBrowser({ naam, waarde, pad }: Koekje, kenmerken: string): void {
  if (naam.length + waarde.length > HOOGSTENS) throw new Error(`koekje ${naam} is te groot voor een browser`);
  if (naam.startsWith('__Host-') && (pad !== '/' || /; *domain=/i.test(kenmerken) || !/; *secure/i.test(kenmerken))) {
    throw new Error(`een browser weigert koekje ${naam}${kenmerken}`);
  }
}
