import type { Klok } from '../../../src/klok.ts';
import { leesLogsleutels, zorgVoorLogsleutel } from '../../../src/privacy/zegel/logsleutels.ts';
import { verzegelLog } from '../../../src/privacy/zegel/verzegel.ts';
import type { Database } from '../../../src/store/index.ts';
import { schrijfLogrijen } from '../../opzet/database/logrijen.ts';
import { ORIGIN } from './proeflog.ts';

/** A log in a database, sealed after each batch of rows. */

const HOOFDSLEUTEL = 'hoofdsleutel van een test, lang genoeg om te mogen';

/** @param momenten of the rows of each batch */
export async function vulVerzegeldLog(
  db: Database,
  { nu }: Pick<Klok, 'nu'>,
  perKeer: number,
  momenten: readonly string[],
): Promise<void> {
  await zorgVoorLogsleutel(db, HOOFDSLEUTEL, ORIGIN, nu());
  for (const moment of momenten) {
    await schrijfLogrijen(db, perKeer, moment);
    await verzegelLog({ db, hoofdsleutel: HOOFDSLEUTEL, nu });
  }
}

export async function leesVkeys(db: Database): Promise<string[]> {
  return (await leesLogsleutels(db)).map(({ vkey }) => vkey);
}

/** The numbers of all rows, by place. */
export async function leesNummers(db: Database): Promise<number[]> {
  const rijen = await db.selectFrom('privacylog').select('volgnummer').orderBy('volgnummer').execute();
  return rijen.map(({ volgnummer }) => volgnummer);
}
