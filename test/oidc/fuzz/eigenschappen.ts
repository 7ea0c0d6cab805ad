import { type Antwoord, doel, lichaamVan, type Verzoek } from './verzoek.ts';

/** What must hold for every answer, whatever was asked. */

/** The address to which the demo dossiers let the browser be sent back. */
const TOEPASSINGEN = 'http://localhost:3001';

/** Traces of internals: a stack, one of our files, a library, a statement or an error of PostgreSQL. */
const BINNENWERK = [
  /node_modules|node:internal|file:\/\//,
  /\bat (async )?[\w.<>[\] ]+ \(/,
  /\.[mc]?[jt]s:\d+/,
  /\b(select|insert into|update|delete from) "/i,
  /syntax error at|violates|duplicate key|invalid byte sequence|invalid input syntax|oidc_\w+|relation "/,
  /\b(Type|Range|Reference|Syntax|Assertion)Error\b|is not a function|Cannot read propert/,
  new RegExp(process.cwd().replaceAll('/', '\\/')),
];

const KOPPEN_VAN_PAGINAS: Record<string, RegExp> = {
  'content-security-policy': /^default-src 'none'; .*frame-ancestors 'none'; base-uri 'none'/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^same-origin$/,
  // The public register holds nothing of a pupil, and may be kept for seconds.
  'cache-control': /no-store|^public, max-age=5, must-revalidate$/,
};

/** @throws Error with the whole request and the beginning of the answer */
export function verwachtNet(issuer: string, verzoek: Verzoek, antwoord: Antwoord): void {
  const klachten = [...klachtenOver(issuer, antwoord)];
  if (klachten.length === 0) return;
  const regels = [
    ...klachten,
    `${verzoek.methode} ${doel(verzoek)}`,
    ...verzoek.koppen.map(([naam, waarde]) => `${naam}: ${waarde}`),
    lichaamVan(verzoek) ?? '',
    `→ ${antwoord.status} ${JSON.stringify(antwoord.koppen)}`,
    antwoord.lichaam.slice(0, 1_500),
  ];
  throw new Error(regels.join('\n'));
}

function* klachtenOver(issuer: string, { status, koppen, lichaam }: Antwoord): Generator<string> {
  if (status === undefined) return;
  if (status >= 500) yield `status ${status}`;
  for (const teken of BINNENWERK) if (teken.test(lichaam)) yield `the answer shows the inside: ${teken}`;
  const mag = (adres: string) => [issuer, TOEPASSINGEN].includes(herkomst(adres, issuer));
  const { location } = koppen;
  if (location !== undefined && !mag(String(location))) yield `sent on to a stranger: ${location}`;
  if (koppen['x-ingespoten']) yield 'a header came in through a parameter';
  if (!String(koppen['content-type']).includes('text/html')) return;
  for (const [naam, vorm] of Object.entries(KOPPEN_VAN_PAGINAS)) {
    if (!vorm.test(String(koppen[naam]))) yield `page without ${naam}: ${koppen[naam]}`;
  }
  if (lichaam.includes('<script>')) yield 'script that is not ours';
  for (const [, adres = ''] of lichaam.matchAll(/(?:action|href|src)="([^"]*)"/g)) {
    if (!mag(adres)) yield `a page points to a stranger: ${adres}`;
  }
}

function herkomst(adres: string, hier: string): string {
  return URL.canParse(adres, hier) ? new URL(adres, hier).origin : `${adres}: no address`;
}
