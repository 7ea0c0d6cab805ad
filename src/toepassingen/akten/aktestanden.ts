import { isGestopt, type Protocol } from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';
import { leesToepassingen, type Toepassing } from '../dossiers/lees_toepassingen.ts';
import { leesStops } from '../stops.ts';
import { leesBewaardeTeksten } from './bewaarde_teksten.ts';
import { levenslopenOp } from './levenslopen.ts';

/** An act, as far as it can be read, and whether it is over for good. */
export interface Aktestand {
  protocol: Protocol | undefined;
  isVoorbij: boolean;
}

export interface Aktestanden {
  /** What is signed in the folder, whether this node may use it or not. */
  toepassingen: Toepassing[];
  /** Every act of the folder, and every one that was ever in force or stopped. */
  akten: Map<string, Aktestand>;
}

/**
 * The state of the acts, for the tasks that erase. A stop counts as the database has it, and an end as the
 * act tells it. A folder that lacks an act, or can't be read for a moment, ends nothing. A last day that the
 * parties did not sign ends nothing either.
 */
export async function leesAktestanden(
  db: Database,
  { configmap, partijenmap }: { configmap: string; partijenmap?: string | undefined },
  vandaag: Temporal.PlainDate,
): Promise<Aktestanden> {
  const [bewaard, stops] = [await leesBewaardeTeksten(db), await leesStops(db)];
  const { alle, protocollen } = await leesToepassingen(configmap, undefined, partijenmap, { vandaag, bewaard });
  // A stop of the folder is a fact once a node took it over. Until then it erases nothing.
  const zonderStops = protocollen.dossiers.map((dossier) => ({ ...dossier, stopzetting: undefined }));
  const lopen = levenslopenOp({ protocollen: { ...protocollen, dossiers: zonderStops }, bewaard, stops }, vandaag);
  const namen = new Set([...lopen.keys(), ...protocollen.dossiers.map(({ naam }) => naam), ...stops.keys()]);
  const standVan = (naam: string): Aktestand => {
    const { tekst, isVoorbij = isGestopt(stops.get(naam), vandaag) } = lopen.get(naam) ?? {};
    return { protocol: tekst?.protocol, isVoorbij };
  };
  return {
    toepassingen: [...alle.values()],
    akten: new Map([...namen].map((naam) => [naam, standVan(naam)])),
  };
}
