import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { parse } from 'yaml';
import { BEWARING_KLAS } from '../../src/klasinformatie/klastermijn.ts';
import { OudRegister, type Wie } from '../opzet/register/oud_register.ts';

/**
 * Class information is erased a year after the enrolment under which a pupil sat in the class (S2 art. 3).
 * The night is that of 24 November 2026.
 */

let register: OudRegister;
beforeAll(async () => {
  register = await OudRegister.maak();
  await sql`
    insert into scholen values ('999002', 'Andere school');
    insert into vestigingsplaatsen values ('999002', 1, 'Andere school');
    insert into klassen (instellingsnummer, schooljaar, klas) values ('999002', 2020, '1B')`.execute(register.db);
});
afterAll(() => register.weg());
beforeEach(() => register.begin());

const recent = '2026-11-01T08:00:00Z';
const leerling = async (inschrijvingen: (Wie['inschrijvingen'] & object)[number][]) =>
  (await register.leerling({ inschrijvingen, aangemeld: recent })).id;

const zetIn = (id: string, school: string, van: string, tot: string | null = null) =>
  sql`insert into klastoewijzingen select ${id}, id, ${van}::date, ${tot}::date from klassen where instellingsnummer = ${school}`.execute(
    register.db,
  );

async function klassen(id: string): Promise<string[]> {
  const { rows } = await sql<{ klas: string }>`select klas || ' ' || van as klas from klastoewijzingen
    join klassen on klassen.id = klas_id where leerling_id = ${id} order by 1`.execute(register.db);
  return rows.map(({ klas }) => klas);
}

test('the term is that of the act', async () => {
  const akte = parse(await readFile('config/protocollen/klasinformatie/protocol.yaml', 'utf8'));
  expect(akte.bewaring.map(({ termijn }: { termijn: string }) => termijn)).toContain(BEWARING_KLAS.toString());
});

describe('a class', () => {
  const SEPTEMBER = { van: '2025-09-01', tot: '2026-08-31' };

  test.each([
    ['enrolled still', [{}], ['2016-09-01', null], false],
    ['the enrolment ended a year ago today', [{ tot: '2025-11-24' }], ['2025-09-01', null], false],
    ['a day longer ago', [{ tot: '2025-11-23' }], ['2025-09-01', null], true],
    ['long in another class, of an enrolment that goes on', [{}], ['2016-09-01', '2017-06-30'], false],
    [
      'of an enrolment of before at the same school',
      [{ tot: '2025-08-31' }, SEPTEMBER],
      ['2024-09-01', '2025-06-30'],
      true,
    ],
    ['no end, and enrolled again at the same school', [{ tot: '2025-08-31' }, SEPTEMBER], ['2024-09-01', null], false],
    [
      'never confirmed',
      [{ van: '2025-11-23', onbevestigd_sinds: recent }, { instellingsnummer: '999002' }],
      ['2025-11-23', null],
      true,
    ],
    [
      'asked for and never realised',
      [{ van: '2025-11-23', status: 'aanmelding' }, { instellingsnummer: '999002' }],
      ['2025-11-23', null],
      true,
    ],
    [
      'enrolled elsewhere, which starts no new term',
      [{ tot: '2025-11-23' }, { instellingsnummer: '999002' }],
      ['2025-09-01', null],
      true,
    ],
    ['no enrolment there, over for a year', [{ instellingsnummer: '999002' }], ['2025-09-01', '2025-11-23'], true],
    [
      'no enrolment there, not over for that long',
      [{ instellingsnummer: '999002' }],
      ['2025-09-01', '2025-11-24'],
      false,
    ],
    ['no enrolment there yet', [{ instellingsnummer: '999002' }], ['2026-12-01', null], false],
  ] as const)('%s', async (_wat, inschrijvingen, [van, tot], gewist) => {
    const id = await leerling([...inschrijvingen]);
    await zetIn(id, '999001', van, tot);
    const telling = { leerlingen: 0, accounts: 0, klastoewijzingen: gewist ? 1 : 0 };
    expect(await register.proef()).toMatchObject(telling);
    expect(await klassen(id)).toHaveLength(1);
    expect(await register.bewaar()).toMatchObject(telling);
    expect(await klassen(id)).toHaveLength(gewist ? 0 : 1);
  });

  test('of another school and of another pupil stays; who goes himself is not counted twice', async () => {
    const id = await leerling([{ tot: '2025-06-30' }, { instellingsnummer: '999002' }]);
    const ander = await leerling([{}]);
    const weg = await leerling([{ tot: '2020-06-30' }]);
    for (const wie of [id, ander, weg]) await zetIn(wie, '999001', '2019-09-01');
    await zetIn(id, '999002', '2025-09-01');
    const telling = { leerlingen: 1, accounts: 0, klastoewijzingen: 1 };
    expect(await register.proef()).toMatchObject(telling);
    expect(await register.bewaar()).toMatchObject(telling);
    expect(await klassen(id)).toEqual(['1B 2025-09-01']);
    expect(await klassen(ander)).toEqual(['3A 2019-09-01']);
  });
});

test('what merges keep of it to be undone goes as well, however deep, and nothing else of theirs', async () => {
  const id = await leerling([{ tot: '2025-11-23' }, { instellingsnummer: '999002' }]);
  const { rows } = await sql<{ id: string }>`select id from klassen order by instellingsnummer`.execute(register.db);
  const [oud, nieuw] = rows.map((een) => een.id);
  const rij = (klas_id: string | undefined, tot: string | null = null) => ({
    leerling_id: id,
    klas_id,
    van: '2025-09-01',
    tot,
  });
  const kopie = { leerling: { voornaam: 'Ander' }, klastoewijzingen: [rij(oud, '2025-10-01'), rij(oud), rij(nieuw)] };
  const over = { leerling: { voornaam: 'Ander' }, klastoewijzingen: [rij(nieuw)] };
  const bewaard = (van: object) => ({
    ...van,
    blijvend: { geblokkeerd_op: null, ...van },
    samenvoegingen: [{ id: 'x', gegevens: { ...van, blijvend: van, samenvoegingen: [] } }],
  });
  await sql`insert into samenvoegingen (leerling_id, verdwenen_leerling_id, gegevens, samengevoegd_op)
    values (${id}, gen_random_uuid(), ${JSON.stringify(bewaard(kopie))}, now())`.execute(register.db);
  await register.bewaar();
  const kept = await sql<{ gegevens: unknown }>`select gegevens from samenvoegingen`.execute(register.db);
  expect(kept.rows).toEqual([{ gegevens: bewaard(over) }]);
});
