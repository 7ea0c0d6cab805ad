import { ondertekenaars } from '../ondertekening/tekenaars.ts';
import type { Protocol } from '../schema/schema.ts';
import type { Aanvang, Versietekst } from './versietekst.ts';

/** A text that every party signed. */
export type Getekend = Versietekst & { aanvang: Aanvang };

/** A signed text, and why it can't follow the text before it. */
export interface Opvolger {
  tekst: Getekend;
  bezwaar: string | undefined;
}

/**
 * The signed texts of one act in the order in which they hold: by first day, then by last signature. The later
 * agreement of the same parties prevails. Where both are equal, the text that a node had in force first is the
 * older one.
 */
export function opVolgorde(teksten: readonly Versietekst[]): Opvolger[] {
  const getekend = teksten.filter(isGetekend).toSorted(vergelijk);
  let vorige: Getekend | undefined;
  return getekend.map((tekst) => {
    const bezwaar = tekst.gezien ? undefined : (gelijktijdig(tekst, getekend) ?? partijbezwaar(vorige, tekst));
    if (!bezwaar) vorige = tekst;
    return { tekst, bezwaar };
  });
}

function isGetekend(tekst: Versietekst): tekst is Getekend {
  return tekst.aanvang !== undefined;
}

function vergelijk(een: Getekend, ander: Getekend): number {
  return vergelijkAanvang(een, ander) || Temporal.Instant.compare(een.gezien ?? NOOIT, ander.gezien ?? NOOIT);
}

/** Later than any moment at which a text was seen. */
const NOOIT = Temporal.Instant.from('9999-12-31T00:00:00Z');

function vergelijkAanvang({ aanvang: een }: Getekend, { aanvang: ander }: Getekend): number {
  return Temporal.PlainDate.compare(een.dag, ander.dag) || Temporal.Instant.compare(een.getekend, ander.getekend);
}

/** Two texts in the folder that begin and were signed at the same moment: nobody can tell which one holds. */
function gelijktijdig(tekst: Getekend, alle: readonly Getekend[]): string | undefined {
  const ander = alle.find((een) => een !== tekst && een.geldigheid && vergelijkAanvang(een, tekst) === 0);
  return ander && `begint op dezelfde dag en is op hetzelfde moment getekend als ${ander.hash}`;
}

/**
 * Parties can only change their own agreement, and only together. So each party that signed the text before
 * must sign the next one. A party is known by its numbers, because anybody can choose the name of its file.
 */
function partijbezwaar(vorige: Getekend | undefined, volgende: Getekend): string | undefined {
  if (!vorige) return undefined;
  const tekenaars = new Set(nummersVan(volgende.protocol).map(({ nummer }) => nummer));
  const zonder = nummersVan(vorige.protocol).filter(({ nummer }) => !tekenaars.has(nummer));
  if (zonder.length === 0) return undefined;
  return `niet getekend door ${zonder.map(({ id }) => id).join(', ')}: wie de vorige tekst tekende, tekent ook de volgende`;
}

function nummersVan(protocol: Protocol): { id: string; nummer: string }[] {
  const tekenaars = ondertekenaars(protocol);
  return protocol.partijen
    .filter(({ id }) => tekenaars.includes(id))
    .map(({ id, kbo, vestigingseenheid }) => ({ id, nummer: kbo ? `${kbo} ${vestigingseenheid ?? ''}` : id }));
}
