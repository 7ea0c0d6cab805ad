import { TIJDZONE } from '../klok.ts';
import type { Ontvangersdeel, Protocol, Venster } from '../protocol/index.ts';

/**
 * The windows of signed dossiers: while one is open, its tests are kept. Or `'niets'` where every act that knows
 * assigned tests is over for good: then what lies ahead serves nobody.
 */
export type Bewaarvensters = readonly Venster[] | 'niets';

/**
 * The day of the year by which all goes (S3 art. 3). The act gives it, so it is no setting. No dossier is needed for
 * it, since nobody may have signed one.
 */
export const UITERSTE_DAG = Temporal.PlainMonthDay.from('07-31');

export interface Toetsakten {
  toepassingen: readonly { protocol: Protocol; deel: Ontvangersdeel }[];
  /** By name; one that can't be read may know tests. */
  akten: ReadonlyMap<string, { protocol: Protocol | undefined; isVoorbij: boolean }>;
}

/**
 * The windows of the applications that may have assigned tests at all. Windows keep nothing once their act is over
 * (S3 art. 12).
 */
export function bewaarvensters({ toepassingen, akten }: Toetsakten): Bewaarvensters {
  const kent = ({ gegevens }: Pick<Protocol, 'gegevens'>) => gegevens.some(({ code }) => code === 'toegewezen_toetsen');
  const mogelijk = [...akten.values()].filter(({ protocol }) => !protocol || kent(protocol));
  if (mogelijk.some(({ protocol }) => protocol) && mogelijk.every(({ isVoorbij }) => isVoorbij)) return 'niets';
  return toepassingen.flatMap(({ protocol, deel }) =>
    kent(deel) && !akten.get(protocol.protocol)?.isVoorbij ? (deel.vensters ?? []) : [],
  );
}

/** When a test is taken. */
export interface Toetsmoment {
  van: Temporal.Instant;
  tot: Temporal.Instant;
}

/**
 * Whether an assigned test has lasted its term on a day (S3 art. 3 and 6). Either its moment is over and no window that
 * holds it is open. Or it is of a 31 July that is over, or of before, whatever a dossier says. What lies ahead stays,
 * as long as an act knows tests.
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

/** The last one that is over. */
function laatsteUiterste(vandaag: Temporal.PlainDate): Temporal.PlainDate {
  const ditJaar = UITERSTE_DAG.toPlainDate({ year: vandaag.year });
  return Temporal.PlainDate.compare(ditJaar, vandaag) >= 0 ? ditJaar.subtract({ years: 1 }) : ditJaar;
}
