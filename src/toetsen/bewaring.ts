import { sql } from 'kysely';
import type { Klok } from '../klok.ts';
import { wisUitSamenvoegingen } from '../register/index.ts';
import type { Database, Taak, Werkrooster } from '../store/index.ts';
import { isVoorbij, type Moment, type Toetsbewaring } from './termijn.ts';

/** In the night, beside that of the register. */
export const TOETSBEWARING: Taak = { naam: 'toetsbewaring', elke: '30 3 * * *' };

export interface Toetsbewaarder {
  db: Database;
  klok: Klok;
  /** What the signed dossiers say now. */
  bewaring(): Promise<readonly Toetsbewaring[]>;
}

/**
 * Erases assigned tests that lasted their term, also where a merge keeps them to be undone.
 * @returns how many; a report tells the same, since the parties have to show it (S3 art. 6)
 */
export async function wisToetstoewijzingen(bewaarder: Toetsbewaarder): Promise<number> {
  const { db, klok } = bewaarder;
  const begonnen_op = klok.nu().toString();
  const bewaring = await bewaarder.bewaring();
  return db.transaction().execute(async (trx) => {
    // A load that merges pupils would keep a copy of what is being erased.
    await sql`select schrijf_register_alleen()`.execute(trx);
    const toetstoewijzingen = await wis(trx, bewaring, klok.vandaag());
    const verslag = { begonnen_op, klaar_op: klok.nu().toString(), kenmerk: klok.vandaag().toString() };
    await trx
      .insertInto('verslagen')
      .values({ soort: 'bewaring', ...verslag, tellingen: JSON.stringify({ toetstoewijzingen }) })
      .execute();
    return toetstoewijzingen;
  });
}

/** How many `wisToetstoewijzingen` would erase now. It does so, and takes it back. */
export async function proefToetstoewijzingen({ db, klok, bewaring }: Toetsbewaarder): Promise<number> {
  const gezegd = await bewaring();
  const trx = await db.startTransaction().execute();
  try {
    return await wis(trx, gezegd, klok.vandaag());
  } finally {
    await trx.rollback().execute();
  }
}

export async function wisToetsenElkeNacht(
  { rooster, ...bewaarder }: Toetsbewaarder & { rooster: Werkrooster },
  meld: (gewist: number) => void,
): Promise<void> {
  await rooster.neemAan(TOETSBEWARING.naam, async () => meld(await wisToetstoewijzingen(bewaarder)));
}

/** Schools share their moments: there are few of them, whatever the number of pupils. */
async function wis(trx: Database, bewaring: readonly Toetsbewaring[], vandaag: Temporal.PlainDate): Promise<number> {
  const isWeg = (moment: Moment) => isVoorbij(moment, bewaring, vandaag);
  const momenten = await trx.selectFrom('toetstoewijzingen').select(['van', 'tot']).distinct().execute();
  const weg = momenten.filter(isWeg);
  const [van, tot] = [weg.map((moment) => moment.van.toString()), weg.map((moment) => moment.tot.toString())];
  const { numAffectedRows = 0n } = await sql`delete from toetstoewijzingen t
    using unnest(${van}::timestamptz[], ${tot}::timestamptz[]) as weg(van, tot)
    where (t.van, t.tot) = (weg.van, weg.tot)`.execute(trx);
  const uitKopie = (rij: Record<string, unknown>) =>
    isWeg({ van: Temporal.Instant.from(rij.van as string), tot: Temporal.Instant.from(rij.tot as string) });
  return Number(numAffectedRows) + (await wisUitSamenvoegingen(trx, 'toetstoewijzingen', uitKopie));
}
