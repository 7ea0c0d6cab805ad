import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { keurVersie, leesVersie, leesVersies } from '../../src/toepassingen/index.ts';
import { maakOndertekenaar } from '../opzet/stukken/configmap.ts';
import { GevolgdeMap, vierSeconden } from '../opzet/stukken/gevolgde_map.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

/** Every version of an act that was ever in force can be read back by its hash. */

const gevolgd = new GevolgdeMap();
const { klok, volg, isOpen, pad, schrijfProtocol } = gevolgd;
beforeAll(() => gevolgd.begin());
beforeEach(() => gevolgd.maak());
afterEach(async () => {
  await sql`drop trigger if exists weiger on protocolversies`.execute(gevolgd.db);
  await gevolgd.ruimOp();
});
afterAll(() => gevolgd.einde());

const akte = (naam: string) => gevolgd.map.lees(`protocollen/${naam}/protocol.yaml`);
const hashVan = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** Gives each test its own act, because the tests of this file share what is kept for good. */
const nieuweTitel = (titel: string) => (protocol: { titel: string }) => {
  protocol.titel = titel;
};

/** The database accepts no version of the act `voorbeeld`, as when something is wrong with it. */
const weigerVoorbeeld = () =>
  sql`create or replace function weiger() returns trigger language plpgsql as $$ begin raise 'vol'; end $$;
    create trigger weiger before insert on protocolversies for each row when (new.protocol = 'voorbeeld')
    execute function weiger()`.execute(gevolgd.db);
const weigerNiets = () => sql`drop trigger weiger on protocolversies`.execute(gevolgd.db);

describe('what is kept', () => {
  test('the first version stays readable after its bytes, its folder and the key of a party are gone, on every node', async () => {
    await schrijfProtocol('voorbeeld', nieuweTitel('Eerste'));
    const eerste = await akte('voorbeeld');
    await volg();
    await schrijfProtocol('voorbeeld', nieuweTitel('Tweede'));
    const tweede = await akte('voorbeeld');
    const levend = await volg();
    expect(isOpen(levend)).toBe(true);
    await rm(pad('protocollen/voorbeeld'), { recursive: true });
    await rm(pad('partijen/dov.yaml'));
    await volg();
    for (const bytes of [eerste, tweede]) {
      const versie = await leesVersie(gevolgd.db, hashVan(bytes));
      expect(versie?.bytes.equals(bytes)).toBe(true);
      expect(versie && (await keurVersie(versie))).toMatchObject({
        geldig: [{ partij: 'dov' }, { partij: 'leverancier' }],
        bezwaren: [],
      });
    }
  });

  test('an act under which no application works as well; one that is not in force is not, until its day', async () => {
    await rm(pad('toepassingen/ander.yaml'));
    await schrijfProtocol('ander', nieuweTitel('Zonder toepassing'));
    await schrijfProtocol('later', (protocol) => {
      protocol.looptijd.van = '2025-03-02';
    });
    await gevolgd.map.schrijfProtocol('ongetekend', protocolbytes(nieuweTitel('Ongetekend'), 'ongetekend'));
    const levend = await volg();
    const bewaard = async (naam: string) => (await leesVersie(gevolgd.db, hashVan(await akte(naam)))) !== undefined;
    expect([await bewaard('ander'), await bewaard('later'), await bewaard('ongetekend')]).toEqual([true, false, false]);
    klok.zet(Temporal.Instant.from('2025-03-01T23:00:01Z'));
    await levend.verversOpenstelling();
    expect([await bewaard('later'), await bewaard('ongetekend')]).toEqual([true, false]);
  });

  test('who signs the same bytes anew adds a proof, and the old one goes on to verify by the old key', async () => {
    await schrijfProtocol('voorbeeld', nieuweTitel('Opnieuw getekend'));
    await volg();
    const nieuw = [await maakOndertekenaar('dov'), await maakOndertekenaar('leverancier')];
    for (const { partij } of nieuw) await gevolgd.map.schrijf(`partijen/${partij.partij}.yaml`, partij);
    await gevolgd.map.schrijfProtocol('voorbeeld', await akte('voorbeeld'), ...nieuw);
    await Promise.all([volg(), volg(), volg()]);
    const versie = await leesVersie(gevolgd.db, hashVan(await akte('voorbeeld')));
    expect(versie?.handtekeningen.map(({ sleutel }) => sleutel.kid).sort()).toEqual(
      ['dov', 'dov', 'leverancier', 'leverancier'].map((wie) => `${wie}-sleutel-1`),
    );
    expect(versie && (await keurVersie(versie)).bezwaren).toEqual([]);
    expect((await leesVersies(gevolgd.db, 'voorbeeld')).filter(({ hash }) => hash === versie?.hash)).toHaveLength(1);
  });
});

describe('nothing opens under what is not kept', () => {
  test('an application whose act can not be kept stays shut, and keeps no other one shut', async () => {
    await schrijfProtocol('voorbeeld', nieuweTitel('Wordt niet bewaard'));
    await weigerVoorbeeld();
    const levend = await volg();
    await vierSeconden(levend);
    expect([isOpen(levend), isOpen(levend, 'ander')]).toEqual([false, true]);
    await weigerNiets();
    await levend.verversOpenstelling();
    expect(isOpen(levend)).toBe(true);
  });

  test('other bytes under the same name are another version: the door that stood open is shut until they are kept', async () => {
    const levend = await volg();
    expect(isOpen(levend)).toBe(true);
    await weigerVoorbeeld();
    await schrijfProtocol('voorbeeld', nieuweTitel('Nog niet bewaard'));
    await vierSeconden(levend);
    expect(levend.alle.get('voorbeeld')?.protocolHash).toBe(hashVan(await akte('voorbeeld')));
    expect(isOpen(levend)).toBe(false);
    await weigerNiets();
    await levend.verversOpenstelling();
    expect(isOpen(levend)).toBe(true);
    expect(await leesVersie(gevolgd.db, hashVan(await akte('voorbeeld')))).toBeDefined();
  });
});

test('the database keeps to it, whoever writes', async () => {
  await volg();
  for (const opdracht of [
    "update protocolversies set protocol = 'x'",
    'delete from protocolversies',
    'truncate protocolversies cascade',
    "update protocolhandtekeningen set partij = 'x'",
    'delete from protocolhandtekeningen',
    'truncate protocolhandtekeningen',
  ])
    await expect(sql.raw(opdracht).execute(gevolgd.db)).rejects.toThrow(/never changed or removed/);
  const vreemd = { hash: 'a'.repeat(64), protocol: 'x', bytes: Buffer.from('x'), eerst_gezien_op: `${klok.nu()}` };
  await expect(gevolgd.db.insertInto('protocolversies').values(vreemd).execute()).rejects.toThrow(/check constraint/);
  const open = gevolgd.db.updateTable('open_toepassingen').set({ protocol_hash: 'a'.repeat(64) });
  await expect(open.execute()).rejects.toThrow(/foreign key/);
});
