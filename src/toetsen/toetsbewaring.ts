import { sql } from 'kysely';
import type { Klok } from '../klok.ts';
import { reeksen, schrijfBewaringsverslag, wisUitSamenvoegingen, zoekInSamenvoegingen } from '../register/index.ts';
import type { Database, Taak, Werkrooster } from '../store/index.ts';
import { type Bewaarvensters, voorbijOp } from './toetstermijn.ts';

/** At night, like the retention of the register. */
export const TOETSBEWARING: Taak = { naam: 'toetsbewaring', elke: '30 3 * * *' };

const PER_REEKS = 2_000;

export interface Toetsbewaarder {
  db: Database;
  klok: Klok;
  /** What acts and signed dossiers say now. The stops of acts come from the given database. */
  leesBewaarvensters(db: Database): Promise<Bewaarvensters>;
}

/**
 * Erases assigned tests that lasted their term, and their copies in merges that can be undone. It erases all
 * or nothing, and no sign-in waits for it.
 * @returns how many. A report says the same, because the parties must be able to show it (S3 art. 6)
 */
export async function wisToetstoewijzingen({ db, klok, leesBewaarvensters }: Toetsbewaarder): Promise<number> {
  const begonnen = klok.nu();
  return db.transaction().execute(async (trx) => {
    // A load that merges pupils would keep a copy of what is being erased, so this waits for it. That may
    // take long: the acts are read after it.
    await sql`select schrijf_register_alleen()`.execute(trx);
    const vandaag = klok.vandaag();
    let toetstoewijzingen = 0;
    for await (const ronde of voorbije(trx, await leesBewaarvensters(trx), vandaag)) {
      await wis(trx, ronde);
      toetstoewijzingen += aantalIn(ronde);
    }
    await schrijfBewaringsverslag(trx, klok, begonnen, { toetstoewijzingen });
    return toetstoewijzingen;
  });
}

/** How many `wisToetstoewijzingen` would erase now. Changes nothing. */
export async function proefToetstoewijzingen({ db, klok, leesBewaarvensters }: Toetsbewaarder): Promise<number> {
  let toetstoewijzingen = 0;
  for await (const ronde of voorbije(db, await leesBewaarvensters(db), klok.vandaag()))
    toetstoewijzingen += aantalIn(ronde);
  return toetstoewijzingen;
}

export async function wisToetsenElkeNacht(
  { rooster, ...bewaarder }: Toetsbewaarder & { rooster: Werkrooster },
  meld: (gewist: number) => void,
): Promise<void> {
  await rooster.neemAan(TOETSBEWARING.naam, async () => meld(await wisToetstoewijzingen(bewaarder)));
}

/** What is over for the pupils in a range of keys: rows of the table, and merges that keep some. */
interface Wisronde {
  rijen: { leerling_id: string; toets: string; van: Temporal.Instant }[];
  kopieen: Awaited<ReturnType<typeof zoekInSamenvoegingen>>;
}

async function* voorbije(
  db: Database,
  vensters: Bewaarvensters,
  vandaag: Temporal.PlainDate,
): AsyncGenerator<Wisronde> {
  const isWeg = voorbijOp(vandaag, vensters);
  const uitKopie = (rij: Record<string, unknown>) =>
    isWeg({ van: Temporal.Instant.from(rij.van as string), tot: Temporal.Instant.from(rij.tot as string) });
  for await (const reeks of reeksen(db, ['leerlingen', 'id'], PER_REEKS)) {
    const rijen = await db
      .selectFrom('toetstoewijzingen')
      .selectAll()
      .where('leerling_id', '>', reeks.na)
      .where('leerling_id', '<=', reeks.tot)
      .execute();
    const kopieen = await zoekInSamenvoegingen(db, reeks, 'toetstoewijzingen', uitKopie);
    yield { rijen: rijen.filter(isWeg), kopieen };
  }
}

function aantalIn({ rijen, kopieen }: Wisronde): number {
  return kopieen.reduce((som, { weg }) => som + weg, rijen.length);
}

async function wis(trx: Database, { rijen, kopieen }: Wisronde): Promise<void> {
  await wisUitSamenvoegingen(trx, kopieen);
  const [leerlingen, toetsen] = [rijen.map((rij) => rij.leerling_id), rijen.map((rij) => rij.toets)];
  const momenten = rijen.map(({ van }) => van.toString());
  await sql`delete from toetstoewijzingen t
    using unnest(${leerlingen}::uuid[], ${toetsen}::text[], ${momenten}::timestamptz[]) as weg(leerling_id, toets, van)
    where (t.leerling_id, t.toets, t.van) = (weg.leerling_id, weg.toets, weg.van)`.execute(trx);
}
