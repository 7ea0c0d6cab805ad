import type { Afmelder } from '../../kamer.ts';
import type { Database } from '../../store/index.ts';
import { metDatabase, type Omgeving } from '../../terminal/index.ts';
import { houderbezwaar, leesHouders, leesToepassingen, type Toepassing } from '../../toepassingen/index.ts';
import { maakAfmelder } from '../afmelden/afmelder.ts';

/** For commands that end sessions. A node that runs sends the messages to the applications. */
export function metAfmelder<T>(omgeving: Omgeving, doe: (afmelder: Afmelder) => Promise<T>): Promise<T> {
  return metDatabase(async (db) => {
    const afmeldbaar = await leesAfmeldbare(omgeving, db);
    return doe(maakAfmelder(db, () => afmeldbaar));
  });
}

/** All applications of the folder, open or not, except those whose client_id belongs to another party. */
export async function leesAfmeldbare({ klok, configmap, partijenmap }: Omgeving, db: Database): Promise<Toepassing[]> {
  const vandaag = klok.vandaag();
  const { alle } = await leesToepassingen(configmap, undefined, partijenmap, { vandaag });
  const houders = await leesHouders(db);
  return [...alle].flatMap(([clientId, een]) => (houderbezwaar(houders.get(clientId), een) ? [] : een));
}
