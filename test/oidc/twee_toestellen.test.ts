import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import * as client from 'openid-client';
import { beeindigSessiesVan } from '../../src/oidc/afmelden/sessie_einde.ts';
import { Bezoeker } from '../opzet/bezoek/bezoeker.ts';
import { afmeldgeheim } from '../opzet/bezoek/formulier.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { type Ontvanger, startOntvanger } from '../opzet/toepassing/afmeldontvanger.ts';
import { relyingParty, vraagAan } from '../opzet/toepassing/relying_party.ts';

/** A pupil on two devices at once. What ends on one device does not affect the other. */

let idp: Idp;
let ontvanger: Ontvanger;
beforeAll(async () => {
  ontvanger = await startOntvanger();
  idp = await startIdp((map) =>
    appendFile(
      join(map, 'toepassingen/smartschool.yaml'),
      `backchannel_logout_uri: ${ontvanger.adres('smartschool')}\n`,
    ),
  );
});
afterAll(async () => {
  await idp.stop();
  ontvanger.stop();
});

/** Gets in at an application. A password is needed only on a device that was not signed in yet. */
async function komBinnen(toestel: Bezoeker, clientId: string) {
  const rp = await relyingParty(idp, clientId);
  const { url, controles } = await vraagAan(rp, clientId);
  const { verder } = toestel.koekje('leerid') ? await toestel.volg(url) : await toestel.meldAan(url, 'leerling.gewoon');
  const tokens = await client.authorizationCodeGrant(rp, verder as URL, controles);
  return tokens.claims() as client.IDToken;
}

async function meldAf(toestel: Bezoeker): Promise<string> {
  const rp = await relyingParty(idp, 'smartschool');
  const vraag = (await toestel.volg(client.buildEndSessionUrl(rp, {}))).text;
  const xsrf = afmeldgeheim(vraag);
  return (await toestel.stuur(`${idp.issuer}/logout/confirm`, { xsrf, logout: 'yes' })).text;
}

const sessies = async () => {
  const { rows } = await sql<{
    sid: string;
  }>`select sid from oidc_session_clients where client_id = 'smartschool'`.execute(idp.db);
  return rows.map(({ sid }) => sid);
};

test('signed out on one device, the other goes on: at the same application, at another one, and to its own end', async () => {
  const [een, ander] = [new Bezoeker(), new Bezoeker()];
  await komBinnen(een, 'smartschool');
  const { sid } = await komBinnen(ander, 'smartschool');

  expect(await meldAf(een)).toContain('Je bent afgemeld');
  expect(await sessies()).toEqual([sid]);
  expect((await komBinnen(ander, 'smartschool')).sid).toBe(sid);
  expect((await komBinnen(ander, 'archief-voor-onderwijs')).sub).toEqual(expect.any(String));

  expect(await meldAf(ander)).toContain('Je bent afgemeld');
  expect(await sessies()).toEqual([]);
});

test('a block and a new code end both', async () => {
  const [een, ander] = [new Bezoeker(), new Bezoeker()];
  for (const toestel of [een, ander]) await komBinnen(toestel, 'smartschool');
  const { rows } = await sql<{
    account_uuid: string;
  }>`select distinct account_uuid from oidc_sessions where account_uuid is not null`.execute(idp.db);
  await idp.db.transaction().execute((trx) =>
    beeindigSessiesVan(
      trx,
      rows.map(({ account_uuid }) => account_uuid),
      async () => {},
    ),
  );
  expect(await sessies()).toEqual([]);
  for (const toestel of [een, ander]) await expect(komBinnen(toestel, 'smartschool')).rejects.toThrow();
});
