import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Hoedanigheid, mag, wieMag } from '../../src/wie/index.ts';
import { maakTestdatabase } from '../opzet/database/testdatabase.ts';

test.each<[Hoedanigheid, boolean, boolean]>([
  ['leerid_databeheerder', true, true],
  ['schoolbestuur', false, true],
])('%s starts the sharing of classes: %s, and stops it: %s', (wie, deelt, stopt) => {
  expect([mag(wie, 'klassen_delen'), mag(wie, 'klassen_stoppen')]).toEqual([deelt, stopt]);
});

test('the database lets the same capacities start and stop as the code', async () => {
  const { db, weg } = await maakTestdatabase();
  const wieMagHier = async (kolom: string, rest: object) => {
    const gelukt: string[] = [];
    for (const wie of ['leerid_databeheerder', 'schoolbestuur', 'leerid_beheerder', 'operator']) {
      const rij = { ...rest, [kolom]: wie };
      await sql`insert into akkoordverklaringen (protocol, protocol_hash, instellingsnummer, verklaard_op, door, bewijsstuk,
        gestopt_op, gestopt_door) select 'proef', ${'a'.repeat(64)}, '012345', '2026-09-01T08:00:00Z', r.door, 'brief',
        r.gestopt_op, r.gestopt_door
        from jsonb_to_record(${JSON.stringify(rij)}::jsonb) as r(door text, gestopt_op timestamptz, gestopt_door text)`
        .execute(db)
        .then(
          () => gelukt.push(wie),
          (fout) => expect(fout).toMatchObject({ code: '23514' }),
        );
    }
    return gelukt;
  };
  await sql`insert into scholen (instellingsnummer, naam, erkend) values ('012345', 'Proefschool', true)`.execute(db);
  const gestopt = { door: 'leerid_databeheerder', gestopt_op: '2026-10-01T08:00:00Z' };
  expect(await wieMagHier('gestopt_door', gestopt)).toEqual(wieMag('klassen_stoppen'));
  expect(await wieMagHier('door', {})).toEqual(wieMag('klassen_delen'));
  await weg();
});
