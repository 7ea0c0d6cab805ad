import { dagVan, type Handtekeningoordeel, tekenaarsOp, uitlegVan } from './ondertekening/handtekening.ts';
import type { Partij } from './ondertekening/partij.ts';
import { getekendOp, ondertekenaars } from './ondertekening/tekenaars.ts';
import type { Protocol } from './schema/schema.ts';
import { eindeInWoorden, isGestopt, type Stopzetting } from './stopzetting.ts';

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
  | 'vervangen'
  | 'geen_opvolger'
  | 'andere_partij'
  | 'nog_niet_geopend';

export interface Beoordeling {
  protocol: Protocol;
  oordelen: readonly Handtekeningoordeel[];
  partijen: readonly Partij[];
  stopzetting?: Stopzetting | undefined;
  vandaag: Temporal.PlainDate;
}

/** Why an act is not in force. The first of these that objects gives the reason. */
const BEZWAREN = [
  onbekendePartij,
  foutieveHandtekening,
  ontbrekendeHandtekening,
  ontbrekendDpoAdvies,
  buitenLooptijd,
  stopgezet,
];

/**
 * In force: every party is known and signed these exact bytes, DPO advice is there, today is in the term, and
 * nobody stopped it.
 */
export function beoordeelProtocol(beoordeling: Beoordeling): Geldigheid {
  for (const vind of BEZWAREN) {
    const bezwaar = vind(beoordeling);
    if (bezwaar) return { in_werking: false, ...bezwaar };
  }
  return { in_werking: true };
}

type Bezwaar = { reden: RedenNietInWerking; uitleg: string } | undefined;

function onbekendePartij({ protocol, partijen }: Beoordeling): Bezwaar {
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

function foutieveHandtekening({ protocol, oordelen }: Beoordeling): Bezwaar {
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

function ontbrekendeHandtekening({ protocol, oordelen, vandaag }: Beoordeling): Bezwaar {
  const getekend = tekenaarsOp(oordelen, vandaag);
  const nodig = ondertekenaars(protocol);
  const zonder = nodig.filter((id) => !getekend.has(id));
  if (nodig.length > 0 && zonder.length === 0) return undefined;
  const wie = zonder.join(', ') || 'een partij: het protocol noemt geen ondertekenaar';
  return { reden: 'handtekening_ontbreekt', uitleg: `nog niet ondertekend door ${wie}${vooruit(oordelen, getekend)}` };
}

/** Why a signature with a later date does not count yet. */
function vooruit(oordelen: readonly Handtekeningoordeel[], getekend: ReadonlySet<string>): string {
  const later = oordelen.filter((oordeel) => oordeel.geldig && !getekend.has(oordeel.partij));
  return later.length ? ' (een handtekening met een datum in de toekomst telt niet)' : '';
}

/**
 * A party that signs must give its advice, unless the act says that it need not. A school that declares has
 * none to give (S2).
 */
function ontbrekendDpoAdvies({ protocol, vandaag }: Beoordeling): Bezwaar {
  const later = protocol.partijen.filter(
    ({ dpo_advies }) => 'datum' in dpo_advies && Temporal.PlainDate.compare(dpo_advies.datum, vandaag) > 0,
  );
  const zonder = [...zonderDpoAdvies(protocol), ...later];
  const eenAdvies = protocol.partijen.some(({ dpo_advies }) => 'datum' in dpo_advies);
  if (zonder.length === 0 && eenAdvies) return undefined;
  const wie = zonder.map(({ id }) => id).join(', ') || 'geen enkele partij';
  return {
    reden: 'dpo_advies_ontbreekt',
    uitleg: `advies van de functionaris voor gegevensbescherming ontbreekt: ${wie}`,
  };
}

function zonderDpoAdvies({ partijen }: Protocol): Protocol['partijen'] {
  return partijen.filter(
    ({ dpo_advies, ondertekening }) => 'niet_vermeld' in dpo_advies && ondertekening === 'handtekening',
  );
}

/**
 * Where the act names no first day and shows no stamp, the signatures under the file decide. They were
 * checked before this.
 */
function buitenLooptijd({ protocol, vandaag }: Beoordeling): Bezwaar {
  const begin = begintOp(protocol);
  if (begin && Temporal.PlainDate.compare(vandaag, begin) < 0) {
    return { reden: 'nog_niet_in_werking', uitleg: `treedt in werking op ${begin}` };
  }
  if (isVerlopen(protocol, vandaag)) {
    return { reden: 'verlopen', uitleg: `de looptijd eindigde op ${protocol.looptijd.tot}` };
  }
  return undefined;
}

/**
 * The first day on which the act can be in force by its own text: the latest of the first day that it names,
 * its stamps and the advice of the VTC (S0–S4, last article). `ontbrekendDpoAdvies` checks the advice of the
 * data protection officers.
 */
function begintOp({ looptijd, partijen, vtc_advies }: Protocol): string | undefined {
  const stempels = partijen.flatMap(({ getekend_op }) => (getekend_op ? dagVan(getekend_op).toString() : []));
  return [looptijd.van ?? [], stempels, vtc_advies?.datum ?? []].flat().toSorted().at(-1);
}

/**
 * The first day on which the act can be in force, and the moment of its last signature: the stamp of a party, or
 * else its first signature under the file. No day that the act names makes it begin before it was signed.
 * @param oordelen on each signature that counts, those that were kept before included
 * @returns undefined for a draft: somebody did not sign, or the advice is not there
 */
export function aanvangVan(
  protocol: Protocol,
  oordelen: readonly Handtekeningoordeel[],
): { dag: Temporal.PlainDate; getekend: Temporal.Instant } | undefined {
  const isGetekend = (id: string) => oordelen.some((oordeel) => oordeel.geldig && oordeel.partij === id);
  const getekend = getekendOp(protocol, oordelen).toSorted(Temporal.Instant.compare).at(-1);
  if (!getekend || !ondertekenaars(protocol).every(isGetekend) || zonderDpoAdvies(protocol).length) return undefined;
  const adviezen = protocol.partijen.flatMap(({ dpo_advies }) => ('datum' in dpo_advies ? dpo_advies.datum : []));
  if (adviezen.length === 0) return undefined;
  const dagen = [begintOp(protocol) ?? [], adviezen, dagVan(getekend.toString()).toString()].flat();
  return { dag: Temporal.PlainDate.from(dagen.toSorted().at(-1) ?? ''), getekend };
}

function isVerlopen({ looptijd: { tot } }: Pick<Protocol, 'looptijd'>, vandaag: Temporal.PlainDate): boolean {
  return tot !== undefined && Temporal.PlainDate.compare(vandaag, tot) > 0;
}

/** Also used by itself, because a stop counts at once, whatever the state of the rest of the folder. */
export function stopgezet({ stopzetting, vandaag }: Pick<Beoordeling, 'stopzetting' | 'vandaag'>): Bezwaar {
  if (!isGestopt(stopzetting, vandaag)) return undefined;
  return {
    reden: 'stopgezet',
    uitleg: `${eindeInWoorden(stopzetting)} op ${stopzetting.op} door ${stopzetting.door}: ${stopzetting.reden}`,
  };
}
