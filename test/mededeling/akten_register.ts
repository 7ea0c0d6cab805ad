import { sql } from 'kysely';
import type { Database } from '../../src/store/database.ts';
import { SCHOLEN, TOETSEN } from './akten_feiten.ts';
import { KINDEREN } from './akten_willekeur.ts';

/** Puts the facts of `akten_feiten.ts` in the tables of schools, classes and tests. */
export async function vulRegister(db: Database, hash: string): Promise<void> {
  const lijst = (rijen: readonly object[]) => sql`json_array_elements(${JSON.stringify(rijen)}::json) as r`;
  await sql`insert into scholen (instellingsnummer, naam, erkend)
    select r->>'nummer', 'School', (r->>'erkend')::boolean from ${lijst(SCHOLEN)}`.execute(db);
  const woorden = SCHOLEN.flatMap(({ nummer, woord }) => (woord ? { nummer, ...woord } : []));
  await sql`insert into akkoordverklaringen (protocol, protocol_hash, instellingsnummer, verklaard_op, door, bewijsstuk,
      gestopt_op, gestopt_door)
    select 'klasinformatie', case when (r->>'dezeTekst')::boolean then ${hash} else ${'0'.repeat(64)} end, r->>'nummer',
      (r->>'op')::timestamptz, 'leerid_databeheerder', 'brief',
      case when (r->>'gestopt')::boolean then (r->>'op')::timestamptz end,
      case when (r->>'gestopt')::boolean then 'schoolbestuur' end
    from ${lijst(woorden)}`.execute(db);
  await sql`insert into toetsen (code, naam) select r->>'toets', 'Toets' from ${lijst(TOETSEN)}`.execute(db);
  await sql`insert into leerlingen (id, voornaam, naam) select (r->>'id')::uuid, 'Noor', 'Peeters' from ${lijst(KINDEREN)}`.execute(
    db,
  );
  const toetsen = KINDEREN.flatMap(({ id, toetsen }) =>
    toetsen.map(({ toets, toetsmoment }) => ({ id, toets, ...toetsmoment })),
  );
  await sql`insert into toetstoewijzingen (leerling_id, toets, van, tot)
    select (r->>'id')::uuid, r->>'toets', (r->>'van')::timestamptz, (r->>'tot')::timestamptz from ${lijst(toetsen)}`.execute(
    db,
  );
  await sql`insert into klassen (instellingsnummer, schooljaar, klas, subklas)
    select instellingsnummer, 2024, klas, subklas from scholen, (values ('1A', null), ('1B', 'b')) k(klas, subklas)`.execute(
    db,
  );
  const klassen = KINDEREN.flatMap(({ id, klassen }) =>
    klassen.map(({ school, klas, van, tot }) => ({ id, school: school.nummer, klas, van, tot })),
  );
  await sql`insert into klastoewijzingen (leerling_id, klas_id, van, tot)
    select (r->>'id')::uuid, k.id, (r->>'van')::date, (r->>'tot')::date
    from ${lijst(klassen)} join klassen k on k.instellingsnummer = r->>'school' and k.klas = r->>'klas'`.execute(db);
}
