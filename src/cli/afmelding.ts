import type { Afmelder } from '../oidc/index.ts';
import { leesToepassingen } from '../toepassingen/index.ts';
import { metDatabase } from './database.ts';
import type { Omgeving } from './uitkomst.ts';

/** For commands that end sessions: the applications hear of it from a node that runs. */
export async function metAfmelding<T>(
  { configmap, partijenmap }: Omgeving,
  doe: (nodig: Afmelder) => Promise<T>,
): Promise<T> {
  const { alle } = await leesToepassingen(configmap, undefined, partijenmap);
  return metDatabase((db) => doe({ db, toepassingen: () => alle.values() }));
}
