import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { huisbeeld } from './huisbeeld.ts';
import { keuzelijst, type Pagina } from './keuzelijst.ts';

/** `npm run huis`: writes the parts of the documentation that are made from other parts. */

const MAP = 'docs/keuzes';

export function leesPaginas(): Pagina[] {
  const namen = readdirSync(MAP).filter((naam) => naam.endsWith('.md') && naam !== 'README.md');
  return namen.toSorted().map((bestand) => ({ bestand, tekst: readFileSync(`${MAP}/${bestand}`, 'utf8') }));
}

export function bladen(): Record<string, string> {
  return {
    [`${MAP}/README.md`]: keuzelijst(leesPaginas()),
    'docs/huis.svg': huisbeeld(readFileSync('docs/huis.md', 'utf8')),
  };
}

if (import.meta.main) {
  for (const [bestand, inhoud] of Object.entries(bladen())) writeFileSync(bestand, inhoud);
}
