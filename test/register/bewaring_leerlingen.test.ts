import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { OudRegister } from '../opzet/register/oud_register.ts';

let register: OudRegister;
beforeAll(async () => {
  register = await OudRegister.maak();
});
afterAll(() => register.weg());
beforeEach(() => register.begin());

describe('a pupil without enrolment', () => {
  const recent = '2026-11-01T08:00:00Z';

  test.each([
    ['the last one ended three years ago today', [{ tot: '2023-11-24' }], false],
    ['a day longer ago', [{ tot: '2023-11-23' }], true],
    ['an older one and a younger one', [{ tot: '2015-06-30' }, { tot: '2023-11-24' }], false],
    ['still enrolled', [{ tot: '2015-06-30' }, {}], false],
    ['enrolled in the future', [{ tot: '2015-06-30' }, { van: '2027-09-01' }], false],
    ['a parallel one goes on', [{ status: 'parallel' }], false],
    ['asked for long ago, never realised, without an end', [{ van: '2023-11-23', status: 'niet_gerealiseerd' }], true],
    [
      'never confirmed, since long ago',
      [{ tot: '2015-06-30' }, { van: '2023-11-23', onbevestigd_sinds: recent }],
      true,
    ],
    [
      'never confirmed, not that long ago',
      [{ tot: '2015-06-30' }, { van: '2023-11-24', onbevestigd_sinds: recent }],
      false,
    ],
    ['asked for, not that long ago', [{ van: '2023-11-24', status: 'aanmelding' }], false],
  ])('%s', async (_wat, inschrijvingen, gewist) => {
    const { id } = await register.leerling({ inschrijvingen, aangemeld: recent });
    expect(await register.bewaar()).toMatchObject({ leerlingen: gewist ? 1 : 0 });
    expect(await register.bestaat(id)).toBe(!gewist);
  });

  test('never enrolled: known since the account was made', async () => {
    const oud = await register.leerling({ inschrijvingen: [], aangemaakt: '2023-11-23T08:00:00Z', aangemeld: recent });
    const jong = await register.leerling({ inschrijvingen: [], aangemaakt: '2023-11-24T08:00:00Z', aangemeld: recent });
    const nieuw = await register.leerling({ inschrijvingen: [], accounts: 0 });
    await register.bewaar();
    expect([await register.bestaat(oud.id), await register.bestaat(jong.id), await register.bestaat(nieuw.id)]).toEqual(
      [false, true, true],
    );
  });

  test('another term', async () => {
    const { id } = await register.leerling({ inschrijvingen: [{ tot: '2026-05-24' }], aangemeld: recent });
    expect(await register.bewaar({ zonderInschrijving: Temporal.Duration.from('P6M') })).toMatchObject({
      leerlingen: 0,
    });
    expect(await register.bewaar({ zonderInschrijving: Temporal.Duration.from('P5M') })).toMatchObject({
      leerlingen: 1,
    });
    expect(await register.bestaat(id)).toBe(false);
  });

  test('goes with all that hangs on it; a dump holds the key alone, in the privacy log', async () => {
    const { db } = register;
    const { id, naam, uuids } = await register.leerling({ inschrijvingen: [{ tot: '2020-06-30' }], aangemeld: recent });
    const blijft = await register.leerling({ aangemeld: recent });
    const oudeSleutel = randomUUID();
    const leerIdUuid = randomUUID();
    await sql`update leerlingen set leer_id_uuid = ${leerIdUuid}, insz_soort = 'bis', insz_hash = ${Buffer.alloc(32, 7)},
      email = 'iemand@school.example', unieke_persoon = 'UP-GEHEIM' where id = ${id}`.execute(db);
    await sql`insert into historiek_account_uuid values (${oudeSleutel}, ${id}, now())`.execute(db);
    await sql`insert into zichtbaarheid (leerling_id, client_id, instellingsnummer, sinds)
      values (${id}, 'smartschool', '999001', now())`.execute(db);
    await sql`insert into toetstoewijzingen values (${id}, 'WIS', now(), now() + interval '1 hour')`.execute(db);
    await sql`insert into klastoewijzingen select ${id}, id, '2020-01-01' from klassen`.execute(db);
    await sql`insert into vroegere_sleutels values ('insz', 'OUDE-HASH', ${id})`.execute(db);
    await sql`insert into scheidingen values (${id}, ${blijft.id}, now())`.execute(db);
    const gegevens = JSON.stringify({ voornaam: naam });
    await sql`insert into samenvoegingen (leerling_id, verdwenen_leerling_id, gegevens, samengevoegd_op)
      values (${id}, ${randomUUID()}, ${JSON.stringify({ voornaam: 'Verdwenen' })}, now())`.execute(db);
    await sql`insert into samenvoegingen (leerling_id, verdwenen_leerling_id, gegevens, samengevoegd_op, ontkoppeld_op)
      values (${blijft.id}, ${id}, ${gegevens}, now(), now())`.execute(db);
    await sql`insert into beoordelingen (kenmerk, reden, sleutel_soort, sleutel, leerlingen, instellingsnummer, stamnummer, regel,
      eerst_gezien_op, laatst_gezien_op) values ('twijfel', 'stamnummer', 'unieke_persoon', 'UP-GEHEIM', array[${blijft.id}, ${id}]::uuid[], '999001',
      '2654321', 1, now(), now())`.execute(db);
    await sql`insert into privacylog (tijdstip, protocol, protocol_hash, client_id, leerling_id, account_uuid, gegevens,
      artikelen, rechtsgrond, aanleiding) values (now(), 'p', ${'a'.repeat(64)}, 'smartschool', ${id}, ${uuids[0]},
      '{naam}', '{3}', '6.1.e', 'aanmelding')`.execute(db);

    expect(await register.bewaar()).toMatchObject({ leerlingen: 1, accounts: 0 });
    expect(register.beeindigd).toEqual(uuids);
    const na = await register.dump();
    const log = Object.entries(na).filter(([tabel]) => tabel.startsWith('public.privacylog'));
    expect(log.map(([, inhoud]) => inhoud).join('')).toContain(id);
    const elders = Object.fromEntries(Object.entries(na).filter(([tabel]) => !tabel.startsWith('public.privacylog')));
    const sporen = [
      id,
      naam,
      ...uuids,
      oudeSleutel,
      leerIdUuid,
      'iemand@',
      'UP-GEHEIM',
      'OUDE-HASH',
      'Verdwenen',
      '2654321',
    ];
    for (const spoor of sporen) {
      expect([spoor, Object.keys(elders).filter((tabel) => elders[tabel]?.includes(spoor))]).toEqual([spoor, []]);
    }
    expect(await register.bestaat(blijft.id)).toBe(true);
  });
});

test('a trial changes nothing and counts what would happen', async () => {
  await register.leerling({ inschrijvingen: [{ tot: '2020-06-30' }], accounts: 2 });
  await register.leerling({ inschrijvingen: [{ tot: '2026-06-30' }] });
  await register.leerling({});
  await register.leerling({ aangemeld: '2026-11-01T08:00:00Z' });
  const voor = await register.dump();
  const telling = await register.proef();
  expect(telling).toMatchObject({ leerlingen: 1, accounts: 1 });
  expect(await register.dump()).toEqual(voor);
  expect(await register.bewaar()).toEqual(telling);
  const verslagen = await register.db.selectFrom('verslagen').selectAll().execute();
  expect(verslagen).toMatchObject([{ soort: 'bewaring', kenmerk: '2026-11-24', tellingen: telling }]);
});

test('two at once: each pupil and account once', async () => {
  for (let i = 0; i < 5; i++) {
    await register.leerling({ inschrijvingen: [{ tot: '2026-06-30' }] });
    await register.leerling({ inschrijvingen: [{ tot: '2020-06-30' }] });
  }
  const tellingen = await Promise.all([register.bewaar(), register.bewaar(), register.bewaar()]);
  const som = (wat: 'leerlingen' | 'accounts') => tellingen.reduce((totaal, een) => totaal + een[wat], 0);
  expect([som('leerlingen'), som('accounts')]).toEqual([5, 5]);
});
