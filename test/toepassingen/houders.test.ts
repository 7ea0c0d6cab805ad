import { cp, rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { draagOver, type LevendeToepassingen, leesHouders, legStopVast } from '../../src/toepassingen/index.ts';
import { totHetWacht } from '../opzet/database/slot.ts';
import { maakOndertekenaar, type Ondertekenaar } from '../opzet/stukken/configmap.ts';
import { GevolgdeMap, vierSeconden } from '../opzet/stukken/gevolgde_map.ts';
import { voorbeelddossier } from '../opzet/stukken/voorbeelddossier.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

/**
 * A client_id belongs to the party that first opened under it, because the schools decided about it for that
 * party.
 */

const gevolgd = new GevolgdeMap();
const { volg, isOpen, pad, klok } = gevolgd;
let dov: Ondertekenaar;
let leverancier: Ondertekenaar;
let vreemde: Ondertekenaar;
/** These tests share what is kept for good. */
let clientId: string;
let aantal = 0;
beforeAll(async () => {
  await gevolgd.begin();
  [dov, leverancier] = gevolgd.partijen as [Ondertekenaar, Ondertekenaar];
  vreemde = await maakOndertekenaar('vreemde');
});
beforeEach(async () => {
  await gevolgd.maak();
  clientId = `toepassing-${++aantal}`;
  await maakAkte('van-vreemde', vreemde);
});
afterEach(() => gevolgd.ruimOp());
afterAll(() => gevolgd.einde());

/** An act under which this party receives. */
async function maakAkte(naam: string, ontvanger: Ondertekenaar) {
  const { partij: id, kbo, vestigingseenheid } = ontvanger.partij;
  const bytes = protocolbytes((protocol) => {
    Object.assign(protocol.partijen[1], { id, kbo, vestigingseenheid });
    protocol.onderwerp.naar = id;
    protocol.opzegging.door = ['dov'];
    protocol.meldingsplicht.plichten[0].door = [id];
    protocol.beveiliging.maatregelen[0].door = [id];
  }, naam);
  await gevolgd.map.schrijf(`partijen/${id}.yaml`, ontvanger.partij);
  await gevolgd.map.schrijfProtocol(naam, bytes, dov, ontvanger);
}

const schrijf = (protocol: string, wie: Ondertekenaar) => {
  const dossier = { client_id: clientId, protocol, partij: wie.partij.partij };
  return gevolgd.map.schrijfDossier(voorbeelddossier(dossier), wie);
};
const oordeel = ({ alle }: LevendeToepassingen) => alle.get(clientId)?.geldigheidOp(klok.vandaag());
const isOpenIn = async (tabel: 'open_toepassingen') =>
  (await gevolgd.db.selectFrom(tabel).select('client_id').where('client_id', '=', clientId).execute()).length > 0;
const houder = async () => (await leesHouders(gevolgd.db)).get(clientId);
const draagOverAan = ({ partij }: Ondertekenaar) =>
  gevolgd.db.transaction().execute((trx) => draagOver(trx, klok, { clientId, aan: partij, reden: 'overname' }));

describe('a dossier of another party under the same client_id', () => {
  test('closes what was open and opens nothing, with one line that says whose it is', async () => {
    await schrijf('voorbeeld', leverancier);
    const levend = await volg();
    expect(isOpen(levend, clientId)).toBe(true);
    let gesloten = 0;
    gevolgd.sluit = async () => {
      gesloten++;
    };
    await schrijf('van-vreemde', vreemde);
    await vierSeconden(levend);
    await vierSeconden(levend);
    const uitleg =
      `client_id "${clientId}" is van "leverancier" (0479.803.174, 2.161.046.469), en het dossier van ` +
      '"vreemde" (0644.450.380, 2.248.590.454): geef "vreemde" een eigen client_id';
    expect(oordeel(levend)).toEqual({ in_werking: false, reden: 'andere_partij', uitleg });
    expect([gesloten, gevolgd.anderePartij]).toEqual([1, [`${clientId}: ${uitleg}`]]);
    expect(await isOpenIn('open_toepassingen')).toBe(false);
  });

  test('lets nobody in from the moment that it is read, also under an act of which both are parties', async () => {
    const bytes = protocolbytes((protocol) => {
      const { partij: id, kbo, vestigingseenheid } = vreemde.partij;
      protocol.partijen.push({ ...protocol.partijen[1], id, kbo, vestigingseenheid });
    }, 'samen');
    await gevolgd.map.schrijfProtocol('samen', bytes, dov, leverancier, vreemde);
    await schrijf('samen', leverancier);
    const levend = await volg();
    expect(isOpen(levend, clientId)).toBe(true);
    await schrijf('samen', vreemde);
    for (const _ of [1, 2]) await levend.verversUitMap();
    expect(oordeel(levend)).toMatchObject({ reden: 'andere_partij' });
    await levend.verversOpenstelling();
    expect(await isOpenIn('open_toepassingen')).toBe(false);
  });

  test('opens nothing after a restart either, nor long after the first one was removed; the first still does', async () => {
    await schrijf('voorbeeld', leverancier);
    const levend = await volg();
    await rm(pad(`toepassingen/${clientId}.yaml`));
    await vierSeconden(levend);
    expect(await isOpenIn('open_toepassingen')).toBe(false);
    await schrijf('van-vreemde', vreemde);
    await vierSeconden(levend);
    const later = await volg();
    expect([oordeel(levend), oordeel(later)]).toMatchObject([{ reden: 'andere_partij' }, { reden: 'andere_partij' }]);
    await schrijf('voorbeeld', leverancier);
    await vierSeconden(levend);
    expect(isOpen(levend, clientId)).toBe(true);
  });

  test('is told of no sign-out: who had it is, until its closing is done', async () => {
    await schrijf('voorbeeld', leverancier);
    const levend = await volg();
    gevolgd.sluit = () => Promise.reject(new Error('tabel op slot'));
    await schrijf('van-vreemde', vreemde);
    await vierSeconden(levend);
    const hoort = (node: LevendeToepassingen) =>
      [...node.afmeldbaar()]
        .filter(({ dossier }) => dossier.client_id === clientId)
        .map(({ dossier }) => dossier.partij);
    expect([hoort(levend), hoort(await volg())]).toEqual([['leverancier'], []]);
    gevolgd.sluit = async () => {};
    await vierSeconden(levend);
    expect(hoort(levend)).toEqual([]);
  });

  test('on another node at the same moment: who is first has it, and the other one learns it before it opens', async () => {
    await schrijf('voorbeeld', leverancier);
    const andereMap = `${gevolgd.map.pad}-ander`;
    await cp(gevolgd.map.pad, andereMap, { recursive: true });
    await schrijf('van-vreemde', vreemde);
    const { kbo, vestigingseenheid } = vreemde.partij;
    let eerste: Promise<LevendeToepassingen> | undefined;
    await gevolgd.db.transaction().execute(async (trx) => {
      // What the second node does, up to its commit. The first node comes in between.
      await trx
        .insertInto('clienthouders')
        .values({
          client_id: clientId,
          nummer: 1,
          partij: 'vreemde',
          kbo,
          vestigingseenheid,
          sinds: `${klok.nu()}`,
          reden: null,
        })
        .execute();
      eerste = volg(andereMap);
      await totHetWacht(gevolgd.db);
    });
    const [een, ander] = [await eerste, await volg()];
    expect([een && isOpen(een, clientId), isOpen(ander, clientId)]).toEqual([false, true]);
    if (een) await vierSeconden(een);
    expect(een && oordeel(een)).toMatchObject({ reden: 'andere_partij' });
    await rm(andereMap, { recursive: true });
  });

  test('a party that took the name of the first is another one by its numbers', async () => {
    await maakAkte('eerst', leverancier);
    await schrijf('eerst', leverancier);
    await volg();
    const naamgenoot = { ...vreemde, partij: { ...vreemde.partij, partij: 'leverancier' } };
    await maakAkte('daarna', naamgenoot);
    await schrijf('daarna', naamgenoot);
    expect(oordeel(await volg())).toMatchObject({ reden: 'andere_partij' });
  });
});

test('holders that can not be read keep no stop waiting, and nothing that was open is shut for it', async () => {
  await schrijf('voorbeeld', leverancier);
  const levend = await volg();
  await gevolgd.db.transaction().execute(async (trx) => {
    await sql`lock table clienthouders in access exclusive mode`.execute(trx);
    await legStopVast(gevolgd.db, 'ander', { op: '2025-02-28', door: 'dov', reden: 'inbreuk' }, klok.nu());
    await levend.verversUitDatabase();
    expect([levend.gesloten.has('ander'), isOpen(levend, clientId)]).toEqual([true, true]);
  });
});

test('the same party keeps it under another act, and under another name of its own', async () => {
  await schrijf('voorbeeld', leverancier);
  const levend = await volg();
  const hernoemd = { ...leverancier, partij: { ...leverancier.partij, partij: 'leverancier-nv' } };
  await rm(pad('partijen/leverancier.yaml'));
  await maakAkte('andere-akte', hernoemd);
  await schrijf('andere-akte', hernoemd);
  await vierSeconden(levend);
  expect(isOpen(levend, clientId)).toBe(true);
  expect(await houder()).toMatchObject({ partij: 'leverancier', nummer: 1 });
});

describe('handing over', () => {
  test('is refused while it is open, and to who has it', async () => {
    await schrijf('voorbeeld', leverancier);
    const levend = await volg();
    expect(await draagOverAan(vreemde)).toMatchObject({ fout: expect.stringContaining('is open') });
    await rm(pad(`toepassingen/${clientId}.yaml`));
    await vierSeconden(levend);
    expect(await draagOverAan(leverancier)).toMatchObject({ fout: expect.stringContaining('is al van') });
    expect(await houder()).toMatchObject({ partij: 'leverancier', nummer: 1 });
  });

  test('of what is nobody’s is the first holding, with a reason: who is not that party does not open', async () => {
    expect(await draagOverAan(vreemde)).toEqual({ samenwerkingen: 0, zichtbaarheid: 0 });
    expect(await houder()).toMatchObject({ partij: 'vreemde', nummer: 1, reden: 'overname' });
    await schrijf('voorbeeld', leverancier);
    expect(oordeel(await volg())).toMatchObject({ reden: 'andere_partij' });
  });

  test('opens to the new party in an empty house, and never again to the one of before, on no node', async () => {
    await schrijf('voorbeeld', leverancier);
    const [levend, andere] = [await volg(), await volg()];
    const oudeMap = `${gevolgd.map.pad}-oud`;
    await cp(gevolgd.map.pad, oudeMap, { recursive: true });
    await schrijf('van-vreemde', vreemde);
    for (const node of [levend, andere]) await vierSeconden(node);
    expect(await draagOverAan(vreemde)).toEqual({ samenwerkingen: 0, zichtbaarheid: 0 });
    let geruimd = 0;
    gevolgd.sluit = async () => {
      geruimd++;
    };
    for (const node of [levend, andere]) await vierSeconden(node);
    expect([isOpen(levend, clientId), isOpen(andere, clientId), geruimd]).toEqual([true, true, 1]);
    expect(oordeel(await volg(oudeMap))).toMatchObject({ reden: 'andere_partij' });
    await rm(oudeMap, { recursive: true });
  });

  test('an opening by the party of before that was under way waits for it, and finds that it came too late', async () => {
    await schrijf('voorbeeld', leverancier);
    const eerste = await volg();
    await rm(pad(`toepassingen/${clientId}.yaml`));
    await vierSeconden(eerste);
    await schrijf('voorbeeld', leverancier);
    let levend: Promise<LevendeToepassingen> | undefined;
    await gevolgd.db.transaction().execute(async (trx) => {
      await draagOver(trx, klok, { clientId, aan: vreemde.partij, reden: 'overname' });
      levend = volg();
      await totHetWacht(gevolgd.db);
    });
    expect(levend && isOpen(await levend, clientId)).toBe(false);
    expect(await isOpenIn('open_toepassingen')).toBe(false);
  });
});

test('the database keeps to it, whoever writes', async () => {
  await schrijf('voorbeeld', leverancier);
  await volg();
  for (const opdracht of [
    "update clienthouders set partij = 'x'",
    'delete from clienthouders',
    'truncate clienthouders cascade',
  ])
    await expect(sql.raw(opdracht).execute(gevolgd.db)).rejects.toThrow(/never changed or removed/);
  await expect(
    gevolgd.db.updateTable('open_toepassingen').set({ houder: 2 }).where('client_id', '=', clientId).execute(),
  ).rejects.toThrow(/foreign key/);
});
