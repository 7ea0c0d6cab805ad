import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { maakAfmelder, sluitClient } from '../../src/oidc/index.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { terwijlVast, totHetWacht } from '../opzet/database/slot.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { type Ontvanger, startOntvanger } from '../opzet/toepassing/afmeldontvanger.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/**
 * A session ends while something leaves under it. Either it leaves and the application is told of the end, or
 * neither happens.
 */

const CLIENT = 'smartschool';
let ontvanger: Ontvanger;
let idp: Idp;
beforeAll(async () => {
  ontvanger = await startOntvanger();
  idp = await startIdp((configmap) =>
    appendFile(
      join(configmap, 'toepassingen', `${CLIENT}.yaml`),
      `backchannel_logout_uri: ${ontvanger.adres(CLIENT)}\n`,
    ),
  );
});
afterAll(async () => {
  await idp.stop();
  ontvanger.stop();
});
beforeEach(() => void ontvanger.berichten.splice(0));

async function metCode(bezoeker = new Bezoeker(), clientId = CLIENT) {
  const rp = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(rp, clientId);
  const { verder } = bezoeker.koekje('leerid')
    ? await bezoeker.volg(url)
    : await bezoeker.meldAan(url, 'leerling.gewoon');
  const { session_uid: uid } = await idp.db
    .selectFrom('oidc_authorization_codes')
    .select('session_uid')
    .where('id', '=', verder?.searchParams.get('code') ?? '')
    .executeTakeFirstOrThrow();
  const wisselIn = () =>
    client.authorizationCodeGrant(rp, verder as URL, controles).then(
      (tokens) => tokens.claims()?.sid,
      (fout: { error?: string }) => fout.error ?? 'mislukt',
    );
  return { uid: uid ?? '', wisselIn };
}

const opSlot = (tabel: string) => sql`lock table ${sql.table(tabel)} in exclusive mode`;
/**
 * Locks only the partition that gets the row: the earlier parts of its statement have run by then. Partitions
 * of months are made by the machine's clock. A row of another month goes to the default partition.
 */
async function maandOpSlot() {
  const maand = `privacylog_${idp.klok.vandaag().with({ day: 1 }).toString().replaceAll('-', '')}`;
  const { rows } = await sql<{ naam: string | null }>`select to_regclass(${maand})::text as naam`.execute(idp.db);
  return opSlot(rows[0]?.naam ?? 'privacylog_overig');
}

const dossier = () => ({
  client_id: CLIENT,
  backchannel_logout_uri: ontvanger.adres(CLIENT),
  id_token: { id_token_signed_response_alg: 'RS256' },
});
/** Ends the session, as signing out does. */
const eindig = (uid: string) => maakAfmelder(idp.db, () => [{ dossier: dossier() }] as never).eindigSessie({ uid });

/** Ends the session, as the closing of the application does. */
const sluit = () => {
  const { client_id, backchannel_logout_uri, id_token } = dossier();
  return idp.db.transaction().execute((trx) => sluitClient(trx, { client_id, backchannel_logout_uri, ...id_token }));
};

const verteld = async () => {
  const wachtend = await idp.db.selectFrom('afmeldberichten').select('sid').execute();
  return [...wachtend.map(({ sid }) => sid), ...ontvanger.berichten.map(({ inhoud }) => inhoud.sid)];
};
/** Whether the code still is as it was, with no token made of it. */
const onaangeroerd = async (uid: string) => {
  const { rows } = await sql<{ codes: number; tokens: number }>`select
    (select count(*)::int from oidc_authorization_codes where session_uid = ${uid} and consumed_op is null) as codes,
    (select count(*)::int from oidc_access_tokens where session_uid = ${uid}) as tokens`.execute(idp.db);
  return rows[0]?.codes === 1 && rows[0].tokens === 0;
};
const gelogd = async () => (await idp.db.selectFrom('privacylog').select('id').execute()).length;

test('signed out while the log waits: nothing leaves, nothing stands in the log, and nobody hears of what he never got', async () => {
  const { uid, wisselIn } = await metCode();
  const voor = await gelogd();
  const antwoord = await terwijlVast(idp.db, opSlot('privacylog'), wisselIn, () => eindig(uid));
  expect([antwoord, (await gelogd()) - voor, await verteld()]).toEqual(['invalid_grant', 0, []]);
});

test.each([
  ['signed out', eindig],
  ['closed', sluit],
])('%s while its row is being written: that is waited for, and the application hears the end', async (_, beeindig) => {
  const { uid, wisselIn } = await metCode();
  let einde: Promise<void> | undefined;
  const sid = await terwijlVast(idp.db, await maandOpSlot(), wisselIn, async () => {
    einde = beeindig(uid);
    await totHetWacht(idp.db, 2);
  });
  await einde;
  await ontvanger.ontvang(1);
  expect(ontvanger.berichten.map(({ inhoud }) => inhoud.sid)).toEqual([sid]);
});

test('who ends it holds the row: nothing leaves, and nobody waits for him', async () => {
  const { uid, wisselIn } = await metCode();
  const voor = await gelogd();
  await idp.db.transaction().execute(async (trx) => {
    await sql`select from oidc_session_clients where session_uid = ${uid} for update`.execute(trx);
    expect(await wisselIn()).toBe('invalid_grant');
  });
  expect((await gelogd()) - voor).toBe(0);
});

test('who held the row and ended nothing took nothing away: the code was not used, and still counts', async () => {
  const { uid, wisselIn } = await metCode();
  await idp.db.transaction().execute(async (trx) => {
    await sql`select from oidc_session_clients where session_uid = ${uid} for update`.execute(trx);
    await wisselIn();
  });
  expect(await onaangeroerd(uid)).toBe(true);
  expect(await wisselIn()).toMatch(/^.{43}$/);
});

test('two codes of one session, redeemed at once: both sign in, and the end is told once', async () => {
  const bezoeker = new Bezoeker();
  const [een, ander] = [await metCode(bezoeker), await metCode(bezoeker)];
  expect(een.uid).toBe(ander.uid);
  let tweede: ReturnType<typeof ander.wisselIn> | undefined;
  const sid = await terwijlVast(idp.db, await maandOpSlot(), een.wisselIn, async () => {
    tweede = ander.wisselIn();
    await totHetWacht(idp.db, 2);
  });
  expect([sid, await tweede]).toEqual([expect.stringMatching(/^.{43}$/), sid]);
  await eindig(een.uid);
  await ontvanger.ontvang(1);
  expect(ontvanger.berichten.map(({ inhoud }) => inhoud.sid)).toEqual([sid]);
});

test('a row that can not be written leaves no mark: nothing left, and nobody hears', async () => {
  const { uid, wisselIn } = await metCode();
  await sql`alter table privacylog add constraint nu_niet check (false) not valid`.execute(idp.db);
  expect(await wisselIn()).toBe('mislukt');
  await sql`alter table privacylog drop constraint nu_niet`.execute(idp.db);
  expect(await onaangeroerd(uid)).toBe(true);
  await eindig(uid);
  expect(await verteld()).toEqual([]);
});

test('let in by a node that does not know yet, while the application closes: it hears of that one as well', async () => {
  const sids = [await (await metCode()).wisselIn()];
  const slot = sql`select from oidc_grants where client_id = ${CLIENT} for update`;
  await terwijlVast(idp.db, slot, sluit, async () => sids.push(await (await metCode()).wisselIn()));
  expect(await verteld()).toEqual(expect.arrayContaining(sids));
  expect(sids).toEqual([expect.stringMatching(/^.{43}$/), expect.stringMatching(/^.{43}$/)]);
  const rest = await idp.db.selectFrom('oidc_session_clients').select('sid').where('client_id', '=', CLIENT).execute();
  expect(rest).toEqual([]);
});

test('an application that closes holds its rows: whoever is signed in there goes on at another one, and does not wait', async () => {
  const bezoeker = new Bezoeker();
  const { uid, wisselIn } = await metCode(bezoeker);
  await wisselIn();
  await idp.db.transaction().execute(async (trx) => {
    await sql`select from oidc_session_clients where client_id = ${CLIENT} for update`.execute(trx);
    expect((await metCode(bezoeker, 'toetsplatform')).uid).toBe(uid);
  });
});
