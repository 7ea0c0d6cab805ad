import type { Afmelder } from '../oidc/index.ts';
import { houderbezwaar, leesHouders, leesToepassingen } from '../toepassingen/index.ts';
import { metDatabase } from './database.ts';
import type { Omgeving } from './uitkomst.ts';

/** For commands that end sessions: the applications hear of it from a node that runs, but for another party under a client_id. */
export async function metAfmelding<T>(
  { configmap, partijenmap }: Omgeving,
  doe: (nodig: Afmelder) => Promise<T>,
): Promise<T> {
  const { alle } = await leesToepassingen(configmap, undefined, partijenmap);
  return metDatabase(async (db) => {
    const houders = await leesHouders(db);
    const eigen = [...alle].flatMap(([clientId, een]) => (houderbezwaar(houders.get(clientId), een) ? [] : een));
    return doe({ db, toepassingen: () => eigen });
  });
}
