import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { legStopVast } from '../../src/toepassingen/index.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { aanmeldactie } from '../opzet/bezoek/formulier.ts';
import { gaatVerder, isVerlopen, kopie, plekkenBij } from '../opzet/bezoek/plek.ts';
import { CLIENT, isOpen, laatLuisteren, meldAan, trekIn, watRest, wijzigProtocol } from '../opzet/bezoek/sluiting.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { type Node, omDeBeurt, startNode } from '../opzet/server/nodes.ts';
import { type Ontvanger, startOntvanger } from '../opzet/toepassing/afmeldontvanger.ts';
import { vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * Closing is final. Whoever sees it and whatever prevents a step, everything ends, once, and the application
 * is told.
 */

let ontvanger: Ontvanger;
let idp: Idp;
let nodes: Node[];
beforeEach(async () => {
  ontvanger = await startOntvanger();
  idp = await startIdp(laatLuisteren(ontvanger));
  nodes = [];
});
afterEach(async () => {
  for (const node of nodes) await node.stop();
  await idp.stop();
  ontvanger.stop();
});

async function erbij(): Promise<Node> {
  const node = await startNode(idp);
  nodes.push(node);
  return node;
}

const stop = () => legStopVast(idp.db, CLIENT, { op: '2026-11-23', door: 'dov', reden: 'inbreuk' }, idp.klok.nu());
const isWeg = async () => expect(await watRest(idp)).toEqual([]);

/** Runs while somebody else holds a table. */
async function metTabelOpSlot(tabel: string, doe: () => Promise<void>): Promise<void> {
  await idp.db.transaction().execute(async (trx) => {
    await sql`lock table ${sql.table(tabel)} in access exclusive mode`.execute(trx);
    await doe();
  });
}

describe('everything that closes an application ends what it got, and tells it', () => {
  const sluitingen: [string, () => Promise<unknown>][] = [
    ['a stop', stop],
    ['a dossier that is withdrawn', () => trekIn(idp.configmap)],
    [
      'a dossier that can no longer be read',
      () => writeFile(join(idp.configmap, `toepassingen/${CLIENT}.yaml`), 'a: ['),
    ],
    ['a byte of the protocol', () => wijzigProtocol(idp.configmap)],
    ['a stop that can not be read', () => mkdir(join(idp.configmap, `protocollen/${CLIENT}/stopzetting.yaml`))],
    ['a day outside its term', async () => idp.klok.zet(Temporal.Instant.from('2023-01-01T12:00:00Z'))],
  ];

  test.each(sluitingen)('%s', async (_, sluit) => {
    const { leest } = await meldAan(idp);
    await sluit();
    await idp.ververs();
    await isWeg();
    await ontvanger.ontvang(1);
    await expect(leest()).rejects.toThrow();
    expect(await isOpen(idp)).toBe(false);
  });
});

describe('what was begun before a closing does not work after a reopening', () => {
  test('token, code, waiting request and pushed request', async () => {
    const { rp, leest, bezoeker } = await meldAan(idp);
    const nietIngewisseld = await vraagAan(rp, CLIENT);
    const { verder } = await bezoeker.volg(nietIngewisseld.url);
    const wachtend = new Bezoeker();
    const pagina = await wachtend.volg((await vraagAan(rp, CLIENT)).url);
    const actie = aanmeldactie(pagina.text);
    const { url } = await vraagAan(rp, CLIENT);
    const geduwd = await client.buildAuthorizationUrlWithPAR(rp, Object.fromEntries(url.searchParams));

    const zetTerug = await trekIn(idp.configmap);
    await idp.ververs();
    await zetTerug();
    await idp.ververs();
    expect(await isOpen(idp)).toBe(true);

    await expect(leest()).rejects.toThrow();
    await expect(client.authorizationCodeGrant(rp, verder as URL, nietIngewisseld.controles)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    const antwoord = await wachtend.stuur(new URL(actie, idp.issuer), {
      gebruikersnaam: 'leerling.gewoon',
      wachtwoord: 'maakt niet uit',
    });
    expect(antwoord.status).toBe(400);
    expect((await new Bezoeker().volg(geduwd)).status).toBe(400);
    await ontvanger.ontvang(1);
    await (await meldAan(idp)).leest();
  });

  test('an answer on its way to an application that is gone: told so, and no more valid once it is back', async () => {
    const plek = await plekkenBij(() => idp).beginEnBeantwoord();
    const [eerder, later] = [kopie(plek), kopie(plek)];
    const zetTerug = await trekIn(idp.configmap);
    await idp.ververs();
    const { status, text } = await eerder.bezoeker.haal(eerder.adres);
    expect([status, text]).toEqual([400, expect.stringContaining('Deze toepassing is niet aangesloten')]);
    await zetTerug();
    await idp.ververs();
    expect(await isOpen(idp)).toBe(true);
    for (const een of [plek, eerder]) isVerlopen(await een.bezoeker.haal(een.adres));
    expect(await gaatVerder(later)).toBe(false);
  });

  test('an answer on the day after the term, before any node has closed the application: told so too', async () => {
    const { bezoeker, adres } = await plekkenBij(() => idp).beginEnBeantwoord();
    idp.klok.zet(Temporal.Instant.from('2023-01-01T12:00:00Z'));
    const { status, text } = await bezoeker.haal(adres);
    expect([status, text]).toEqual([400, expect.stringContaining('Smartschool is nu niet aangesloten')]);
  });

  test('nor what a request left behind that was under way while it closed', async () => {
    const { leest } = await meldAan(idp);
    const rijen = await idp.db.selectFrom('oidc_access_tokens').selectAll().execute();
    const zetTerug = await trekIn(idp.configmap);
    await idp.ververs();
    await isWeg();
    for (const { gemaakt_op, verloopt_op, ...rij } of rijen) {
      const token = { ...rij, claims: null, gemaakt_op: `${gemaakt_op}`, verloopt_op: `${verloopt_op}` };
      await idp.db.insertInto('oidc_access_tokens').values(token).execute();
    }
    await zetTerug();
    await idp.ververs();
    expect(await isOpen(idp)).toBe(true);
    await expect(leest()).rejects.toThrow();
    await isWeg();
  });
});

describe('a table that somebody holds', () => {
  test('shuts the door at once, and all ends when it is free; no reopening comes in between', async () => {
    const { leest } = await meldAan(idp);
    await metTabelOpSlot('oidc_grants', async () => {
      const zetTerug = await trekIn(idp.configmap);
      await expect(idp.ververs()).rejects.toThrow(/lock timeout/);
      await zetTerug();
      await expect(idp.ververs()).rejects.toThrow(/lock timeout/);
      expect(await isOpen(idp)).toBe(false);
      expect(ontvanger.berichten).toEqual([]);
    });
    await idp.ververs();
    await ontvanger.ontvang(1);
    expect(await isOpen(idp)).toBe(true);
    await expect(leest()).rejects.toThrow();
    await isWeg();
  });

  test('and a node that dies meanwhile: another one finishes, and tells it once', async () => {
    await meldAan(idp);
    await metTabelOpSlot('oidc_grants', async () => {
      await stop();
      await expect(idp.ververs()).rejects.toThrow(/lock timeout/);
      await idp.valUit();
    });
    expect(await watRest(idp)).not.toEqual([]);
    const node = await erbij();
    for (let beurt = 0; beurt < 6; beurt++) await node.ververs();
    await isWeg();
    await ontvanger.ontvang(1);
    expect(ontvanger.berichten).toHaveLength(1);
  });

  test('a connection that breaks half way leaves all as it was, for the next turn', async () => {
    await meldAan(idp);
    await stop();
    await metTabelOpSlot('oidc_grants', async () => {
      const bezig = expect(idp.ververs()).rejects.toThrow();
      const breek = async (): Promise<void> => {
        const { rows } = await sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like 'delete from %oidc_grants%'`.execute(
          idp.db,
        );
        if (rows.length === 0) await breek();
      };
      await breek();
      await bezig;
      const over = await idp.db.selectFrom('oidc_access_tokens').select('id').where('client_id', '=', CLIENT).execute();
      expect(over).toHaveLength(1);
    });
    await idp.ververs();
    await isWeg();
    await ontvanger.ontvang(1);
    expect(ontvanger.berichten).toHaveLength(1);
  });
});

describe('nodes that were down', () => {
  test('a stop in the meantime: the door stays shut, what was left ends, and the application hears of it', async () => {
    const { leest } = await meldAan(idp);
    await idp.valUit();
    await stop();
    const node = await erbij();
    omDeBeurt(idp, node);
    expect(await isOpen(idp)).toBe(false);
    await expect(leest()).rejects.toThrow();
    for (let beurt = 0; beurt < 6; beurt++) await node.ververs();
    await isWeg();
    await ontvanger.ontvang(1);
  });

  test('a stop and a reopening in the meantime: what was before does not work', async () => {
    const { leest } = await meldAan(idp);
    await idp.valUit();
    await idp.db.updateTable('open_toepassingen').set({ protocol: 'vorig' }).where('client_id', '=', CLIENT).execute();
    await legStopVast(idp.db, 'vorig', { op: '2026-11-20', door: 'dov', reden: 'inbreuk' }, idp.klok.nu());
    omDeBeurt(idp, await erbij());
    expect(await isOpen(idp)).toBe(true);
    await expect(leest()).rejects.toThrow();
    await ontvanger.ontvang(1);
  });

  test('nothing closed in the meantime: whoever was signed in still is', async () => {
    const { leest } = await meldAan(idp);
    await idp.valUit();
    const node = await erbij();
    omDeBeurt(idp, node);
    for (let beurt = 0; beurt < 6; beurt++) await node.ververs();
    await leest();
    expect(ontvanger.berichten).toEqual([]);
  });
});

test('two nodes that see it at once: one tells it, and both refuse', async () => {
  const node = await erbij();
  await meldAan(idp);
  await meldAan(idp);
  await stop();
  await Promise.all([idp.ververs(), node.ververs()]);
  await isWeg();
  await ontvanger.ontvang(2);
  expect(new Set(ontvanger.berichten.map(({ inhoud }) => inhoud.jti)).size).toBe(2);
  omDeBeurt(idp, node);
  expect(await isOpen(idp)).toBe(false);
});
