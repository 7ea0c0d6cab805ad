import { sql } from 'kysely';
import { TIJDZONE } from '../../../klok.ts';
import type { Database } from '../../../store/index.ts';
import { vindPlaats } from '../../zegel/tegelrijen.ts';

/**
 * Between which places the sealed rows of a month stand, by Belgian days. A row of another month may stand between
 * them, where two nodes wrote at midnight.
 * @param maand as `2026-11`
 * @param tot the last number that is sealed
 * @throws Error in one line when the database has no sealed row of that month
 */
export async function vindMaand(
  { log, dienst }: { log: Database; dienst: Database },
  maand: string,
  tot: number,
): Promise<{ van: number; tot: number }> {
  const { rows } = await sql<{ eerste: number | null; laatste: number | null }>`
    select min(volgnummer) as eerste, max(volgnummer) as laatste from privacylog
    where volgnummer <= ${tot}
      and tijdstip >= ${`${maand}-01`}::timestamp at time zone ${TIJDZONE}
      and tijdstip < (${`${maand}-01`}::timestamp + interval '1 month') at time zone ${TIJDZONE}`.execute(log);
  const [{ eerste, laatste } = { eerste: null, laatste: null }] = rows;
  const begin = eerste === null ? undefined : await vindPlaats(dienst, eerste);
  const einde = laatste === null ? undefined : await vindPlaats(dienst, laatste);
  if (begin === undefined || einde === undefined)
    throw new Error(`de database heeft geen verzegelde rijen van ${maand}`);
  return { van: begin, tot: einde + 1 };
}
