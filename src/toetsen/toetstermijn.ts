import { TIJDZONE } from '../klok.ts';
import type { Ontvangersdeel, Protocol, Venster } from '../protocol/index.ts';

/**
 * The windows of signed dossiers: while one is open, its tests are kept. `'niets'` where every act with
 * assigned tests is over for good: then future tests serve nobody.
 */
export type Bewaarvensters = readonly Venster[] | 'niets';

/**
 * The day of the year by which everything is erased (S3 art. 3). The act gives it, so it is no setting. It
 * needs no dossier, because perhaps nobody signed one.
 */
export const UITERSTE_DAG = Temporal.PlainMonthDay.from('07-31');

export interface Toetsakten {
  toepassingen: readonly { protocol: Protocol; deel: Ontvangersdeel }[];
  /** By name. An act that can't be read may have tests. */
  akten: ReadonlyMap<string, { protocol: Protocol | undefined; isVoorbij: boolean }>;
}

/**
 * The windows of the applications that may have assigned tests at all. Windows keep nothing once their act is
 * over (S3 art. 12).
 */
export function bewaarvensters({ toepassingen, akten }: Toetsakten): Bewaarvensters {
  const kent = ({ gegevens }: Pick<Protocol, 'gegevens'>) => gegevens.some(({ code }) => code === 'toegewezen_toetsen');
  const mogelijk = [...akten.values()].filter(({ protocol }) => !protocol || kent(protocol));
  if (mogelijk.some(({ protocol }) => protocol) && mogelijk.every(({ isVoorbij }) => isVoorbij)) return 'niets';
  return toepassingen.flatMap(({ protocol, deel }) =>
    kent(deel) && !akten.get(protocol.protocol)?.isVoorbij ? (deel.vensters ?? []) : [],
  );
}

/** When a test takes place. */
export interface Toetsmoment {
  van: Temporal.Instant;
  tot: Temporal.Instant;
}

/**
 * Whether an assigned test has lasted its term on this day (S3 art. 3 and 6). It has when its moment is over
 * and no open window holds it. It also has when its day is not after the last 31 July that is over, whatever
 * a dossier says. Future tests stay as long as an act has tests.
 * docs/keuzes/bewaring.md#assigned-tests-go-with-the-window-of-the-signed-dossier
 */
export function voorbijOp(vandaag: Temporal.PlainDate, vensters: Bewaarvensters): (moment: Toetsmoment) => boolean {
  if (vensters === 'niets') return () => true;
  const dag = vandaag.toString();
  const nu = beginVan(vandaag);
  const uiterlijk = eindeVan(laatsteUiterste(vandaag));
  const open = vensters
    .filter(({ van, tot }) => van <= dag && dag <= tot)
    .map(({ van, tot }) => ({
      van: beginVan(Temporal.PlainDate.from(van)),
      tot: eindeVan(Temporal.PlainDate.from(tot)),
    }));
  return ({ van: { epochMilliseconds: van }, tot: { epochMilliseconds: tot } }) => {
    if (van < uiterlijk) return true;
    return tot < nu && !open.some((venster) => venster.van <= van && tot < venster.tot);
  };
}

function beginVan(dag: Temporal.PlainDate): number {
  return dag.toZonedDateTime(TIJDZONE).epochMilliseconds;
}

function eindeVan(dag: Temporal.PlainDate): number {
  return beginVan(dag.add({ days: 1 }));
}

/** The last such day that is over. */
function laatsteUiterste(vandaag: Temporal.PlainDate): Temporal.PlainDate {
  const ditJaar = UITERSTE_DAG.toPlainDate({ year: vandaag.year });
  return Temporal.PlainDate.compare(ditJaar, vandaag) >= 0 ? ditJaar.subtract({ years: 1 }) : ditJaar;
}
