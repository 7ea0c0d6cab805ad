import { AFMELDING, type Afmeldbenodigdheden } from '../oidc/index.ts';
import { startWerkrooster, type Werkrooster } from '../store/index.ts';
import { leesToepassingen } from '../toepassingen/index.ts';
import { metDatabase } from './database.ts';
import { eisGeheim } from './geheim.ts';

/** For commands that end sessions: the applications hear of it from a node that runs. */

export type Afmelder = Pick<Afmeldbenodigdheden, 'db' | 'rooster' | 'toepassing' | 'pairwiseZout'>;

export function metAfmelding<T>(configmap: string, doe: (nodig: Afmelder) => Promise<T>): Promise<T> {
  return metDatabase(async (db) => {
    const pairwiseZout = eisGeheim('LEERID_PAIRWISE_SALT');
    const { alle } = await leesToepassingen(configmap);
    return metRooster((rooster) => doe({ db, rooster, pairwiseZout, toepassing: (clientId) => alle.get(clientId) }));
  });
}

export async function metRooster<T>(doe: (rooster: Werkrooster) => Promise<T>): Promise<T> {
  const rooster = await startWerkrooster(eisGeheim('DATABASE_URL'), [{ naam: AFMELDING }], () => {});
  try {
    return await doe(rooster);
  } finally {
    await rooster.stop();
  }
}
