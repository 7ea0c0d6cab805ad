import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type RawBuilder, sql } from 'kysely';
import type { KlareLevering } from '../../../src/mededeling/leveringen/rij/leveringstand.ts';
import { bestandenIn, brokken, leerlingen, nieuweMap, richtWerkplaatsIn } from './werkplaats.ts';

/** Statements that bypass the code on purpose: what the database itself refuses, and what a seal shows. */

let plek: Awaited<ReturnType<typeof richtWerkplaatsIn>>;
let map: string;
let levering: KlareLevering;
beforeAll(async () => {
  plek = await richtWerkplaatsIn();
  map = await nieuweMap();
});
afterAll(async () => {
  await plek.weg();
  await rm(map, { recursive: true });
});
beforeEach(async () => {
  plek.morgen();
  levering = await plek.maak(brokken(leerlingen(2), leerlingen(3)));
});

const sluit = () =>
  sql`update leveringen set gesloten_op = now(), gesloten_reden = 'ingetrokken', sleutel = null where id = ${levering.id}`;

test.each<[wat: string, set: string]>([
  ['counted anew', 'aantal = 9'],
  ['hashed anew', "sha256 = repeat('a', 64)"],
  ['unfinished again', 'klaar_op = null, aantal = null, bytes = null, delen = null, sha256 = null'],
  ['given to another recipient', "ontvanger = 'ander'"],
  ['put under another text', "protocol_hash = repeat('a', 64)"],
  ['kept longer', "uiterlijk = '2099-01-01'"],
  ['given another key', "sleutel = 'x'"],
  [
    'received before it was handed over',
    "ontvangen_op = now(), ontvangen_door = 'x', gesloten_op = now(), gesloten_reden = 'ontvangen', sleutel = null",
  ],
  ['received and not closed', "uitgereikt_op = now(), ontvangen_op = now(), ontvangen_door = 'x'"],
  ['closed without a reason', 'gesloten_op = now(), sleutel = null'],
  ['closed with its key', "gesloten_op = now(), gesloten_reden = 'ingetrokken'"],
  ['broken off when it is whole', "gesloten_op = now(), gesloten_reden = 'afgebroken', sleutel = null"],
])('a delivery is never %s', async (_, set) => {
  await expect(sql`update leveringen set ${sql.raw(set)} where id = ${levering.id}`.execute(plek.db)).rejects.toThrow(
    /never|again|stays|constraint/,
  );
});

test('a closed delivery never opens, and none is removed', async () => {
  await sluit().execute(plek.db);
  for (const opdracht of [
    sql`update leveringen set gesloten_op = null, gesloten_reden = null, sleutel = 'x' where id = ${levering.id}`,
    sql`update leveringen set uitgereikt_op = now() where id = ${levering.id}`,
    sql`delete from leveringen where id = ${levering.id}`,
    sql`truncate leveringen cascade`,
    sql`delete from leveringhandelingen`,
  ])
    await expect(opdracht.execute(plek.db)).rejects.toThrow();
});

test('whatever closes it erases its content in the same transaction', async () => {
  expect(await plek.delen(levering.id)).toHaveLength(2);
  await sluit().execute(plek.db);
  expect(await plek.delen(levering.id)).toEqual([]);
});

test('parts of an open delivery are never added, changed or removed', async () => {
  for (const opdracht of [
    sql`insert into leveringdelen values (${levering.id}, 9, 'x')`,
    sql`update leveringdelen set inhoud = 'x' where levering = ${levering.id}`,
    sql`delete from leveringdelen where levering = ${levering.id}`,
  ])
    await expect(opdracht.execute(plek.db)).rejects.toThrow(/leveringdelen/);
});

/** As somebody could who owns the tables. */
const buitenOm = (opdracht: RawBuilder<unknown>) =>
  plek.db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await opdracht.execute(trx);
  });

test.each<[wat: string, doe: () => RawBuilder<unknown>, melding: RegExp]>([
  [
    'a changed byte',
    () =>
      sql`update leveringdelen set inhoud = set_byte(inhoud, 40, 255 - get_byte(inhoud, 40)) where levering = ${levering.id} and nummer = 1`,
    /deel 2 .* veranderd/,
  ],
  [
    'parts that changed places',
    () =>
      sql`update leveringdelen set inhoud = (select inhoud from leveringdelen a where a.levering = ${levering.id} and a.nummer <> leveringdelen.nummer) where levering = ${levering.id}`,
    /deel 1 .* veranderd/,
  ],
  [
    'a part that is gone',
    () => sql`delete from leveringdelen where levering = ${levering.id} and nummer = 0`,
    /deel 1 .* weg/,
  ],
  ['a part too few in the row', () => sql`update leveringen set delen = 1 where id = ${levering.id}`, /andere SHA-256/],
])('%s is found and named, and no file is written', async (_, doe, melding) => {
  await buitenOm(doe());
  await expect(plek.geef(levering.id, map)).rejects.toMatchObject({
    code: 'inhoud_beschadigd',
    message: expect.stringMatching(melding),
  });
  expect(await bestandenIn(map)).toEqual([]);
});

test('what lies in the database shows no name', async () => {
  const { rows } = await sql<{ tekst: string }>`select encode(inhoud, 'escape') as tekst from leveringdelen`.execute(
    plek.db,
  );
  expect(rows.map(({ tekst }) => tekst).join('')).not.toMatch(/Leerling|Proef/);
});

test('nothing opens under an act that was not kept', async () => {
  const elders = { ...plek.grond, protocolHash: 'a'.repeat(64) };
  plek.morgen();
  await expect(plek.maak(brokken(), { grond: elders } as never)).rejects.toThrow(/foreign key/);
});
