import { getekendeAkte, isVoorgoedVoorbij, type Protocol } from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';
import { leesToepassingen, type Toepassing } from '../dossiers/lees_toepassingen.ts';
import { leesStops } from '../stops.ts';
import { leesBewaardeAkten } from './bewaarde_akten.ts';

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
  const { alle, protocollen } = await leesToepassingen(configmap, undefined, partijenmap);
  const [bewaard, stops] = [await leesBewaardeAkten(db), await leesStops(db)];
  const inMap = new Map(protocollen.dossiers.map((dossier) => [dossier.naam, dossier]));
  const namen = new Set([...inMap.keys(), ...bewaard.keys(), ...stops.keys()]);
  const standVan = (naam: string): Aktestand => {
    const dossier = inMap.get(naam);
    const getekend = dossier && getekendeAkte(dossier, vandaag);
    const akten: (Protocol | undefined)[] = getekend ? [getekend] : (bewaard.get(naam) ?? [undefined]);
    const gezegd = { stopzetting: stops.get(naam), vandaag };
    return {
      protocol: dossier?.protocol ?? akten[0],
      isVoorbij: akten.every((akte) => isVoorgoedVoorbij(akte, gezegd)),
    };
  };
  return {
    toepassingen: [...alle.values()],
    akten: new Map([...namen].map((naam) => [naam, standVan(naam)])),
  };
}
