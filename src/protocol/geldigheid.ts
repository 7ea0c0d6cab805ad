import { z } from 'zod';
import { dagVan, type Handtekeningoordeel, tekenaarsOp, uitlegVan } from './ondertekening/handtekening.ts';
import type { Partij } from './ondertekening/partij.ts';
import { ondertekenaars } from './ondertekening/tekenaars.ts';
import { datum, tekst } from './schema/bouwstenen.ts';
import type { Protocol } from './schema/schema.ts';

/** A stop goes to the database, and PostgreSQL keeps no NUL in a text. */
function bewaarbaar(tekst: z.ZodString) {
  return tekst.refine((waarde) => !waarde.includes('\0'), 'mag geen NUL bevatten');
}

/** Ending after a breach, the events by which an act ends by law that no calendar tells of, and notice with a term. */
export const STOPGRONDEN = ['sanctie', 'dienst_gestopt', 'rechtsgrond_vervallen', 'opzegging'] as const;

/** The word of one party. No signature needed; whether that party has a right to it, `stopbevoegdheid.ts` says. */
export const stopzettingschema = z
  .strictObject({
    op: datum,
    door: bewaarbaar(tekst),
    reden: bewaarbaar(tekst),
    grond: z.enum(STOPGRONDEN, `een van: ${STOPGRONDEN.join(', ')}`).default('sanctie'),
    /** Of a notice: the day on which the other party has it. Its term runs from there (S3 and S4 art. 12). */
    ontvangen: datum.optional(),
  })
  .refine(({ grond, ontvangen }) => (grond === 'opzegging') === (ontvangen !== undefined), {
    path: ['ontvangen'],
    error: 'de dag waarop de andere partij de opzegging ontving, bij grond opzegging en bij geen andere',
  });
export type Stopzetting = z.infer<typeof stopzettingschema>;
/** As it is written; without a ground it is a sanction. */
export type Stopwoord = z.input<typeof stopzettingschema>;

export type Geldigheid = { in_werking: true } | { in_werking: false; reden: RedenNietInWerking; uitleg: string };

export type RedenNietInWerking =
  | 'bestand_ongeldig'
  | 'onbekende_partij'
  | 'handtekening_klopt_niet'
  | 'handtekening_ontbreekt'
  | 'dpo_advies_ontbreekt'
  | 'rechtsgrond_ontbreekt'
  | 'nog_niet_in_werking'
  | 'verlopen'
  | 'stopgezet'
  | 'andere_partij'
  | 'nog_niet_geopend';

export interface Beoordeling {
  protocol: Protocol;
  oordelen: readonly Handtekeningoordeel[];
  partijen: readonly Partij[];
  stopzetting?: Stopzetting | undefined;
  vandaag: Temporal.PlainDate;
}

const STAPPEN = [
  partijenBekend,
  handtekeningenKloppen,
  iederePartijTekende,
  dpoAdviesAanwezig,
  binnenLooptijd,
  nietStopgezet,
];

/** In force: every party signed these exact bytes, DPO advice is there, today lies in the term, and nobody stopped it. */
export function beoordeelProtocol(beoordeling: Beoordeling): Geldigheid {
  for (const stap of STAPPEN) {
    const bezwaar = stap(beoordeling);
    if (bezwaar) return { in_werking: false, ...bezwaar };
  }
  return { in_werking: true };
}

type Bezwaar = { reden: RedenNietInWerking; uitleg: string } | undefined;

function partijenBekend({ protocol, partijen }: Beoordeling): Bezwaar {
  for (const partij of protocol.partijen) {
    if (partij.ondertekening !== 'handtekening') continue;
    const bekend = partijen.find((kandidaat) => kandidaat.partij === partij.id);
    if (!bekend) return { reden: 'onbekende_partij', uitleg: `partij "${partij.id}" staat niet in de map partijen` };
    if (bekend.kbo !== partij.kbo || bekend.vestigingseenheid !== partij.vestigingseenheid) {
      return {
        reden: 'onbekende_partij',
        uitleg: `de nummers van partij "${partij.id}" verschillen van haar bestand in de map partijen`,
      };
    }
  }
  return undefined;
}

function handtekeningenKloppen({ protocol, oordelen }: Beoordeling): Bezwaar {
  for (const oordeel of oordelen) {
    if (!oordeel.geldig) {
      const reden = oordeel.reden === 'onbekende_partij' ? 'onbekende_partij' : 'handtekening_klopt_niet';
      return { reden, uitleg: uitlegVan(oordeel) };
    }
    if (!protocol.partijen.some(({ id }) => id === oordeel.partij)) {
      return { reden: 'onbekende_partij', uitleg: `ondertekend door "${oordeel.partij}", die geen partij is` };
    }
  }
  return undefined;
}

function iederePartijTekende({ protocol, oordelen, vandaag }: Beoordeling): Bezwaar {
  const getekend = tekenaarsOp(oordelen, vandaag);
  const nodig = ondertekenaars(protocol);
  const zonder = nodig.filter((id) => !getekend.has(id));
  if (nodig.length > 0 && zonder.length === 0) return undefined;
  const wie = zonder.join(', ') || 'een partij: het protocol noemt geen ondertekenaar';
  return { reden: 'handtekening_ontbreekt', uitleg: `nog niet ondertekend door ${wie}${vooruit(oordelen, getekend)}` };
}

/** Who only signed with a date that lies ahead reads why that is no signature. */
function vooruit(oordelen: readonly Handtekeningoordeel[], getekend: ReadonlySet<string>): string {
  const later = oordelen.filter((oordeel) => oordeel.geldig && !getekend.has(oordeel.partij));
  return later.length ? ' (een handtekening met een datum in de toekomst telt niet)' : '';
}

/** A party that signs says nothing about its advice only where the act lets it; a school that declares has none to tell (S2). */
function dpoAdviesAanwezig({ protocol, vandaag }: Beoordeling): Bezwaar {
  const zonder = protocol.partijen.filter(({ dpo_advies, ondertekening }) => {
    if ('niet_vermeld' in dpo_advies) return ondertekening === 'handtekening';
    return 'datum' in dpo_advies && Temporal.PlainDate.compare(dpo_advies.datum, vandaag) > 0;
  });
  const eenAdvies = protocol.partijen.some(({ dpo_advies }) => 'datum' in dpo_advies);
  if (zonder.length === 0 && eenAdvies) return undefined;
  const wie = zonder.map(({ id }) => id).join(', ') || 'geen enkele partij';
  return {
    reden: 'dpo_advies_ontbreekt',
    uitleg: `advies van de functionaris voor gegevensbescherming ontbreekt: ${wie}`,
  };
}

/** Where the act tells no first day, the signatures under the file decide, and those were asked before this. */
function binnenLooptijd({ protocol, vandaag }: Beoordeling): Bezwaar {
  const { looptijd } = protocol;
  const begin = begintOp(protocol);
  if (begin && Temporal.PlainDate.compare(vandaag, begin) < 0) {
    return { reden: 'nog_niet_in_werking', uitleg: `treedt in werking op ${begin}` };
  }
  if (looptijd.tot && isVoorgoedVoorbij({ looptijd }, { vandaag })) {
    return { reden: 'verlopen', uitleg: `de looptijd eindigde op ${looptijd.tot}` };
  }
  return undefined;
}

/** The first day that the act itself can be in force: its own, or that of its last stamp or of the last advice (S0–S4, last article). */
function begintOp({ looptijd, partijen, vtc_advies }: Protocol): string | undefined {
  const stempels = partijen.flatMap(({ getekend_op }) => (getekend_op ? dagVan(getekend_op).toString() : []));
  return [looptijd.van ?? [], stempels, vtc_advies?.datum ?? []].flat().toSorted().at(-1);
}

/** Over for good, as far as can be read: a party ended it, or its last day is past. What else keeps it shut may be mended. */
export function isVoorgoedVoorbij(
  protocol: Pick<Protocol, 'looptijd'> | undefined,
  gezegd: Pick<Beoordeling, 'stopzetting' | 'vandaag'>,
): boolean {
  const { tot } = protocol?.looptijd ?? {};
  const isVerlopen = tot !== undefined && Temporal.PlainDate.compare(gezegd.vandaag, tot) > 0;
  return isVerlopen || nietStopgezet(gezegd) !== undefined;
}

/** By itself as well: a stop counts at once, whatever the rest of the folder looks like. */
export function nietStopgezet({ stopzetting, vandaag }: Pick<Beoordeling, 'stopzetting' | 'vandaag'>): Bezwaar {
  if (!stopzetting || Temporal.PlainDate.compare(vandaag, stopzetting.op) < 0) return undefined;
  return {
    reden: 'stopgezet',
    uitleg: `${eindeInWoorden(stopzetting)} op ${stopzetting.op} door ${stopzetting.door}: ${stopzetting.reden}`,
  };
}

/** What a party did: end it, give notice, or tell that it has ended. */
export function eindeInWoorden({ grond, ontvangen }: Stopzetting): string {
  if (grond === 'opzegging') return `opgezegd (ontvangen op ${ontvangen}), geëindigd`;
  return grond === 'sanctie' ? 'stopgezet' : `van rechtswege geëindigd (${grond}), gemeld`;
}
