import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { maakTestdatabase, type Testdatabase } from '../opzet/database/testdatabase.ts';

/** The database enforces what must always hold. These statements bypass the code on purpose. */

let database: Testdatabase;
beforeAll(async () => {
  database = await maakTestdatabase();
  await sql`
    insert into scholen values ('999001', 'Proefschool');
    insert into vestigingsplaatsen values ('999001', 1, 'Proefschool');
    insert into administratieve_groepen values ('4064', 'Lager onderwijs')`.execute(database.db);
});
afterAll(() => database.weg());

const leerling = (extra: { insz_hash?: Buffer; insz_soort?: 'bis'; leer_id_uuid?: string } = {}) =>
  database.db
    .insertInto('leerlingen')
    .values({
      insz_hash: null,
      leer_id_uuid: null,
      voornaam: 'Proef',
      naam: 'Persoon',
      geboortejaar: null,
      geboortemaand: null,
      geboortedag: null,
      email: null,
      unieke_persoon: null,
      geregistreerde_persoon: null,
      ...extra,
    })
    .returning('id')
    .executeTakeFirstOrThrow();

const inschrijving = (leerlingId: string, anders: Record<string, unknown> = {}) =>
  database.db
    .insertInto('inschrijvingen')
    .values({
      leerling_id: leerlingId,
      instellingsnummer: '999001',
      vestigingsplaats: 1,
      administratieve_groep: '4064',
      hoofdstructuur: '211',
      stamnummer: '2600001',
      status: 'gerealiseerd',
      van: '2026-09-01',
      tot: null,
      ...anders,
    })
    .execute();

test('leer_id_uuid only with INSZ, and an INSZ only as a hash of 32 bytes', async () => {
  await expect(leerling({ leer_id_uuid: randomUUID() })).rejects.toThrow(/check constraint/);
  await expect(leerling({ insz_hash: randomBytes(32) })).rejects.toThrow(/check constraint/);
  await expect(leerling({ insz_hash: Buffer.from('93051822361'), leer_id_uuid: randomUUID() })).rejects.toThrow(
    /check constraint/,
  );
  await expect(
    leerling({ insz_hash: randomBytes(32), insz_soort: 'bis', leer_id_uuid: randomUUID() }),
  ).resolves.toBeDefined();
});

test('one INSZ and one leer_id_uuid belong to one pupil', async () => {
  const sleutels = { insz_soort: 'bis' as const, insz_hash: randomBytes(32), leer_id_uuid: randomUUID() };
  await leerling(sleutels);
  await expect(leerling({ ...sleutels, leer_id_uuid: randomUUID() })).rejects.toThrow(/unique/);
  await expect(leerling({ ...sleutels, insz_hash: randomBytes(32) })).rejects.toThrow(/unique/);
});

test('an account_uuid is current or historic, never both', async () => {
  const { id } = await leerling();
  const nu = '2026-11-23T09:00:00Z';
  const { account_uuid } = await database.db
    .insertInto('accounts')
    .values({ leerling_id: id, soort: 'tijdelijk', aangemaakt_op: nu })
    .returning('account_uuid')
    .executeTakeFirstOrThrow();
  const historisch = database.db
    .insertInto('historiek_account_uuid')
    .values({ account_uuid, leerling_id: id, vervangen_op: nu });
  await expect(historisch.execute()).rejects.toThrow(/already in use/);
  const anders = database.db.updateTable('accounts').set({ account_uuid: randomUUID() });
  await expect(anders.where('account_uuid', '=', account_uuid).execute()).rejects.toThrow(/never changes/);
});

test('an enrolment has a period, a known school and code, and a stamnummer of one pupil', async () => {
  const een = await leerling();
  const ander = await leerling();
  await inschrijving(een.id);
  await expect(inschrijving(ander.id)).rejects.toThrow(/belongs to another pupil/);
  const goed = { stamnummer: '2600002' };
  await expect(inschrijving(ander.id, { ...goed, tot: '2026-08-31' })).rejects.toThrow(/check constraint/);
  await expect(inschrijving(ander.id, { ...goed, hoofdstructuur: '999' })).rejects.toThrow(/check constraint/);
  await expect(inschrijving(ander.id, { ...goed, instellingsnummer: '000000' })).rejects.toThrow(/foreign key/);
  await expect(inschrijving(ander.id, { stamnummer: '26' })).rejects.toThrow(/check constraint/);
  await expect(inschrijving(ander.id, { stamnummer: null })).rejects.toThrow(/check constraint/);
  await expect(inschrijving(ander.id, goed)).resolves.toBeDefined();
  const over = database.db.updateTable('inschrijvingen').set({ stamnummer: '2600001' });
  await expect(over.where('leerling_id', '=', ander.id).execute()).rejects.toThrow(/belongs to another pupil/);
});

test('two periods of one cooperation do not overlap', async () => {
  const werkSamen = (van: string, tot: string | null) =>
    database.db
      .insertInto('samenwerkingen')
      .values({ instellingsnummer: '999001', client_id: 'proef', van, tot })
      .execute();
  await werkSamen('2026-09-01', '2027-08-31');
  await expect(werkSamen('2027-08-31', null)).rejects.toThrow(/exclusion constraint/);
  await expect(werkSamen('2027-09-01', null)).resolves.toBeDefined();
});

test('a password is kept as an argon2id hash, under a user name that is given out once', async () => {
  const { id } = await leerling();
  const { account_uuid } = await database.db
    .insertInto('accounts')
    .values({ leerling_id: id, soort: 'tijdelijk', aangemaakt_op: '2026-11-23T09:00:00Z' })
    .returning('account_uuid')
    .executeTakeFirstOrThrow();
  const middel = (gebruikersnaam: string, wachtwoord_hash: string) =>
    database.db
      .insertInto('aanmeldmiddelen')
      .values({ account_uuid, soort: 'wachtwoord', gebruikersnaam, wachtwoord_hash })
      .execute();
  await expect(middel('proef.een', 'geheim')).rejects.toThrow(/check constraint/);
  await expect(middel('Proef Een', '$argon2id$x')).rejects.toThrow(/check constraint/);
  await middel('proef.een', '$argon2id$x');
  await expect(middel('proef.een', '$argon2id$x')).rejects.toThrow(/unique/);
});
