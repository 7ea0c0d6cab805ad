/** A request in the parts that the fuzz changes. Every name and value is as it goes over the wire. */
export type Paar = [naam: string, waarde: string];

export interface Verzoek {
  methode: string;
  pad: string;
  vraag: Paar[];
  koppen: Paar[];
  velden: Paar[];
  /** The raw body, instead of form fields. */
  lichaam?: string;
}

export interface Antwoord {
  /**
   * Undefined when nothing came back: the connection was closed, which is right for a request that is not
   * HTTP.
   */
  status: number | undefined;
  koppen: Record<string, string | string[] | undefined>;
  lichaam: string;
}

const FORMULIER: Paar = ['Content-Type', 'application/x-www-form-urlencoded'];

export function haal(pad: string, koppen: Paar[] = [], vraag: Paar[] = []): Verzoek {
  return { methode: 'GET', pad, vraag, koppen, velden: [] };
}

export function stuur(pad: string, velden: Paar[], koppen: Paar[] = []): Verzoek {
  return { methode: 'POST', pad, vraag: [], koppen: [FORMULIER, ...koppen], velden };
}

export function codeer(tekst: string): string {
  return encodeURIComponent(tekst.toWellFormed());
}

export function paren(waarden: Record<string, string | undefined>): Paar[] {
  return Object.entries(waarden).flatMap(([naam, waarde]) =>
    waarde === undefined ? [] : [[codeer(naam), codeer(waarde)] as Paar],
  );
}

export function doel({ pad, vraag }: Verzoek): string {
  return vraag.length ? `${pad}?${alsTekst(vraag)}` : pad;
}

export function lichaamVan({ lichaam, velden, methode }: Verzoek): string | undefined {
  if (lichaam !== undefined) return lichaam;
  return velden.length || methode === 'POST' ? alsTekst(velden) : undefined;
}

function alsTekst(paren: Paar[]): string {
  return paren.map(([naam, waarde]) => `${naam}=${waarde}`).join('&');
}

/** Whether `node:http` sends this as a client. Otherwise a bare socket sends it. */
export function isNetjes(verzoek: Verzoek): boolean {
  const { methode, koppen } = verzoek;
  const namen = koppen.map(([naam]) => naam.toLowerCase());
  return (
    /^[A-Z]+$/.test(methode) &&
    methode !== 'CONNECT' &&
    /^\/[\u0021-\u00ff]*$/.test(doel(verzoek)) &&
    koppen.every(
      ([naam, waarde]) => /^[\w!#$%&'*+.^`|~-]+$/.test(naam) && /^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(waarde),
    ) &&
    !namen.some((naam) =>
      ['host', 'content-length', 'transfer-encoding', 'connection', 'expect', 'upgrade'].includes(naam),
    )
  );
}

/** The request as bytes, for a bare socket. */
export function alsBytes(verzoek: Verzoek, host: string): Buffer {
  const lichaam = Buffer.from(lichaamVan(verzoek) ?? '', 'utf8');
  const eigen = verzoek.koppen.map(([naam]) => naam.toLowerCase());
  const vast: Paar[] = [
    ['Host', host],
    ['Connection', 'close'],
    ['Content-Length', String(lichaam.length)],
  ];
  const koppen = [
    ...vast.filter(([naam]) => naam === 'Host' || !eigen.includes(naam.toLowerCase())),
    ...verzoek.koppen,
  ].map(([naam, waarde]) => `${naam}: ${waarde}\r\n`);
  const begin = `${verzoek.methode} ${doel(verzoek)} HTTP/1.1\r\n${koppen.join('')}\r\n`;
  return Buffer.concat([Buffer.from(begin, 'latin1'), lichaam]);
}
