import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Database } from '../../src/store/index.ts';
import { maakOudeDatabase } from '../opzet/database/oude_database.ts';

/** Before this migration, what a pupil saw was the decision of no school in particular. */

const [EEN, TWEE, DRIE] = ['999001', '999002', '999003'] as const;
let db: Database;
let migreer: () => Promise<void>;
beforeAll(async () => {
  ({ db, migreer } = await maakOudeDatabase('011'));
  await sql`insert into scholen values (${EEN}, 'Een'), (${TWEE}, 'Twee'), (${DRIE}, 'Drie')`.execute(db);
  await sql`insert into vestigingsplaatsen select instellingsnummer, 1, naam from scholen`.execute(db);
  await sql`insert into administratieve_groepen values ('4064', 'Lager onderwijs')`.execute(db);
  await sql`insert into samenwerkingen values
    (${EEN}, 'app', current_date - 100, null), (${DRIE}, 'app', current_date - 100, current_date + 100),
    (${TWEE}, 'app', current_date - 100, current_date - 50), (${TWEE}, 'andere', current_date - 100, null)`.execute(db);
});
afterAll(() => db.destroy());

let stamnummer = 2_600_000;
/** A pupil who saw `app`, with enrolments since a hundred days. */
async function leerling(voornaam: string, ...inschrijvingen: { school: string; dagen?: number; status?: string }[]) {
  const id = randomUUID();
  await sql`insert into leerlingen (id, voornaam, naam) values (${id}, ${voornaam}, 'Proef')`.execute(db);
  for (const { school, dagen = 100, status = 'gerealiseerd' } of inschrijvingen)
    await sql`insert into inschrijvingen (leerling_id, instellingsnummer, vestigingsplaats, administratieve_groep, hoofdstructuur,
        stamnummer, status, van, tot)
      values (${id}, ${school}, 1, '4064', '211', ${String(++stamnummer)}, ${status}, current_date - 100, current_date + ${dagen}::int)`.execute(
      db,
    );
  await sql`insert into zichtbaarheid values (${id}, 'app', now())`.execute(db);
  return id;
}

async function inschrijvingenVan(id: string): Promise<object[]> {
  const { rows } = await sql<{ rij: object }>`
    select to_jsonb(i) as rij from inschrijvingen i where leerling_id = ${id}`.execute(db);
  return rows.map(({ rij }) => rij);
}

test('it is now of the schools that work with it today, for who is enrolled there today', async () => {
  await leerling('Een', { school: EEN });
  await leerling('Een en twee', { school: EEN }, { school: TWEE });
  await leerling('Een en drie', { school: EEN }, { school: DRIE });
  await leerling('Werkt niet meer samen', { school: TWEE });
  await leerling('Weg', { school: EEN, dagen: -3 });
  await leerling('Nog niet', { school: EEN, status: 'uitgesteld' });
  // A merged pupil: the enrolment in the third school came from the removed pupil.
  const samen = await leerling('Samen', { school: EEN }, { school: DRIE });
  const [eigen, meegekomen] = await inschrijvingenVan(samen);
  const rij = (leerling_id: string, client_id = 'app') => ({ leerling_id, client_id, sinds: '2026-01-01T00:00:00Z' });
  const eerder = {
    inschrijvingen: [],
    zichtbaarheid: [rij('eerder')],
    blijvend: { zichtbaarheid: [rij('weg')] },
    samenvoegingen: [],
  };
  const gegevens = {
    inschrijvingen: [meegekomen],
    zichtbaarheid: [rij('weg'), rij('weg', 'andere')],
    blijvend: { zichtbaarheid: [rij('blijft')] },
    samenvoegingen: [
      { ontkoppeld_op: null, gegevens: eerder },
      { ontkoppeld_op: '2026-01-01T00:00:00Z', gegevens: {} },
    ],
  };
  await sql`insert into samenvoegingen (leerling_id, verdwenen_leerling_id, gegevens, samengevoegd_op)
    values (${samen}, ${randomUUID()}, ${JSON.stringify(gegevens)}, now())`.execute(db);

  await migreer();

  const { rows } = await sql<{ voornaam: string; school: string }>`
    select voornaam, instellingsnummer as school from zichtbaarheid z join leerlingen l on l.id = z.leerling_id
    order by 1, 2`.execute(db);
  expect(rows.map(({ voornaam, school }) => [voornaam, school])).toEqual([
    ['Een', EEN],
    ['Een en drie', EEN],
    ['Een en drie', DRIE],
    ['Een en twee', EEN],
    ['Samen', EEN],
    ['Samen', DRIE],
  ]);
  const bewaard = await sql<{ gegevens: unknown }>`select gegevens from samenvoegingen`.execute(db);
  expect(eigen).toMatchObject({ instellingsnummer: EEN });
  expect(bewaard.rows[0]?.gegevens).toEqual({
    inschrijvingen: [meegekomen],
    zichtbaarheid: [{ ...rij('weg'), instellingsnummer: DRIE }],
    blijvend: { zichtbaarheid: [{ ...rij('blijft'), instellingsnummer: EEN }] },
    samenvoegingen: [
      {
        ontkoppeld_op: null,
        gegevens: {
          ...eerder,
          zichtbaarheid: [],
          blijvend: { zichtbaarheid: [{ ...rij('weg'), instellingsnummer: DRIE }] },
        },
      },
      gegevens.samenvoegingen[1],
    ],
  });
});
