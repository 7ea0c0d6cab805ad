import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Database } from '../../src/store/index.ts';
import { draagOver, leesHouders } from '../../src/toepassingen/index.ts';
import { maakOudeDatabase } from '../opzet/database/oude_database.ts';
import { maakOndertekenaar, type Ondertekenaar } from '../opzet/stukken/configmap.ts';
import { GevolgdeMap } from '../opzet/stukken/gevolgde_map.ts';
import { voorbeelddossier } from '../opzet/stukken/voorbeelddossier.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

/**
 * Applications that were open before a client_id belonged to a party. Schools gave their pupils to the party
 * of its act, and to nobody else.
 */

const gevolgd = new GevolgdeMap();
const { volg, isOpen, klok } = gevolgd;
let eigen: Database;
let db: Database;
let migreer: () => Promise<void>;
let vreemde: Ondertekenaar;
beforeAll(async () => {
  await gevolgd.begin();
  eigen = gevolgd.db;
  vreemde = await maakOndertekenaar('vreemde');
});
beforeEach(async () => {
  // The folder forgets what it followed in a database that is there.
  gevolgd.db = eigen;
  await gevolgd.maak();
  ({ db, migreer } = await maakOudeDatabase('035'));
  gevolgd.db = db;
  await sql`insert into scholen (instellingsnummer, naam, erkend) values ('990001', 'De Linde', true)`.execute(db);
  await sql`insert into samenwerkingen values ('990001', 'voorbeeld', '2024-09-01')`.execute(db);
});
afterEach(async () => {
  await gevolgd.ruimOp();
  await db.destroy();
});
afterAll(async () => {
  gevolgd.db = eigen;
  await gevolgd.einde();
});

type Wijziging = NonNullable<Parameters<typeof protocolbytes>[0]>;

/** As an earlier version left it: open under this act, without a holder. */
async function wasOpenOnder(bytes: Buffer): Promise<void> {
  const { rows } = await sql<{ hash: string }>`insert into protocolversies (hash, protocol, bytes, eerst_gezien_op)
    values (encode(sha256(${bytes}), 'hex'), 'voorbeeld', ${bytes}, now()) returning hash`.execute(db);
  await sql`insert into open_toepassingen (client_id, protocol, lezing, id_token_signed_response_alg, protocol_hash, geopend_op)
    values ('voorbeeld', 'voorbeeld', 'x', 'ES256', ${rows[0]?.hash}, '2024-12-01T08:00:00Z')`.execute(db);
}
const alsVreemde: Wijziging = (protocol) => {
  const { partij: id, kbo, vestigingseenheid } = vreemde.partij;
  Object.assign(protocol.partijen[1], { id, kbo, vestigingseenheid });
  protocol.onderwerp.naar = id;
  protocol.opzegging.door = ['dov'];
  protocol.meldingsplicht.plichten[0].door = [id];
  protocol.beveiliging.maatregelen[0].door = [id];
};
const samen: Wijziging = (protocol) => {
  const { partij: id, kbo, vestigingseenheid } = vreemde.partij;
  protocol.partijen.push({ ...protocol.partijen[1], id, kbo, vestigingseenheid });
};
async function zetVreemdeInDeMap(): Promise<void> {
  const dossier = { client_id: 'voorbeeld', protocol: 'van-vreemde', partij: 'vreemde' };
  await gevolgd.map.schrijf('partijen/vreemde.yaml', vreemde.partij);
  const [dov] = gevolgd.partijen as [Ondertekenaar];
  await gevolgd.map.schrijfProtocol('van-vreemde', Buffer.from(protocolbytes(alsVreemde, 'van-vreemde')), dov, vreemde);
  await gevolgd.map.schrijfDossier(voorbeelddossier(dossier), vreemde);
}
const houder = async () => (await leesHouders(db)).get('voorbeeld');
const samenwerkingen = async () =>
  (await db.selectFrom('samenwerkingen').select('tot').execute()).map(({ tot }) => tot?.toString() ?? null);

test('the party that alone receives under the act has it: another one does not open under it', async () => {
  await wasOpenOnder(Buffer.from(protocolbytes()));
  await migreer();
  expect(await houder()).toMatchObject({ nummer: 1, partij: 'leverancier', kbo: '0479.803.174', reden: null });
  expect((await houder())?.sinds.toString()).toBe('2024-12-01T08:00:00Z');
  expect(isOpen(await volg())).toBe(true);
  await zetVreemdeInDeMap();
  const levend = await volg();
  expect(levend.alle.get('voorbeeld')?.geldigheidOp(klok.vandaag())).toMatchObject({ reden: 'andere_partij' });
  expect(await houder()).toMatchObject({ nummer: 1, partij: 'leverancier' });
});

test.each<[string, () => Promise<void>]>([
  ['of two parties either may have had it', () => wasOpenOnder(Buffer.from(protocolbytes(samen)))],
  ['the act can not be read any more', () => wasOpenOnder(Buffer.from('partijen: ['))],
  ['it was shut', async () => {}],
])('where %s it is nobody’s, until an operator gives it to a party and ends what schools chose', async (_, begin) => {
  await begin();
  await migreer();
  expect(await houder()).toBeUndefined();
  await db.deleteFrom('open_toepassingen').execute();
  const gedaan = await db
    .transaction()
    .execute((trx) => draagOver(trx, klok, { clientId: 'voorbeeld', aan: vreemde.partij, reden: 'van voor 030' }));
  expect(gedaan).toEqual({ samenwerkingen: 1, zichtbaarheid: 0 });
  expect(await houder()).toMatchObject({ nummer: 1, partij: 'vreemde', reden: 'van voor 030' });
  expect(await samenwerkingen()).toEqual(['2025-02-28']);
  expect(isOpen(await volg())).toBe(false);
  await zetVreemdeInDeMap();
  expect(isOpen(await volg())).toBe(true);
});

test('what was made visible while it was nobody’s does not come back to who got it from an operator', async () => {
  await migreer();
  const leerling = '01900000-0000-7000-8000-000000000001';
  await sql`insert into leerlingen (id, voornaam, naam) values (${leerling}, 'Noor', 'Proef')`.execute(db);
  const maakZichtbaar = (sinds: Temporal.Instant) =>
    sql`insert into zichtbaarheid (leerling_id, client_id, instellingsnummer, sinds)
      values (${leerling}, 'voorbeeld', '990001', ${sinds.toString()})`.execute(db);
  await maakZichtbaar(klok.nu().subtract({ hours: 1 }));
  const geef = { clientId: 'voorbeeld', aan: vreemde.partij, reden: 'van voor 030' };
  expect(await db.transaction().execute((trx) => draagOver(trx, klok, geef))).toMatchObject({ zichtbaarheid: 1 });
  await maakZichtbaar(klok.nu().subtract({ hours: 1 }));
  expect(await db.selectFrom('zichtbaarheid').selectAll().execute()).toEqual([]);
  await maakZichtbaar(klok.nu());
  expect(await db.selectFrom('zichtbaarheid').selectAll().execute()).toHaveLength(1);
});
