import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { stringify } from 'yaml';
import startDatabase from '../test/opzet/database/start.ts';
import stopDatabase from '../test/opzet/database/stop.ts';
import { type Idp, startIdp } from '../test/opzet/server/idp.ts';
import type { Dossierbestand } from '../test/opzet/stukken/voorbeelddossier.ts';
import { wijzigProtocol } from '../test/opzet/stukken/wijzig_protocol.ts';
import { alsClientId, type Client } from './lijst.ts';

export const GEHEIMNAAM = 'SMARTSCHOOL_CLIENT_SECRET';

/**
 * A whole LeerID, like the demo. The parties of Smartschool's protocol agreed that it also holds for each
 * client.
 */
export async function startLeerid(clients: readonly (Client & { poort: number })[]): Promise<Idp> {
  await startDatabase();
  const idp = await startIdp(async (configmap) => {
    for (const { naam, dossier, callback, poort } of clients) {
      const client_id = alsClientId(naam);
      const redirect_uris = [`http://localhost:${poort}${callback}`];
      const onder = { partij: 'smartbit', protocol: 'smartschool' };
      const heel: Partial<Dossierbestand> = { client_id, naam, ...onder, demo: true, redirect_uris, ...dossier };
      await writeFile(join(configmap, 'toepassingen', `${client_id}.yaml`), stringify(heel));
    }
  });
  await wijzigProtocol(idp, 'smartschool', ({ toepassingen }) => {
    toepassingen.push(...clients.map(({ naam }) => alsClientId(naam)));
  });
  await idp.ververs();
  for (const { naam } of clients) {
    for (const tabel of ['samenwerkingen', 'zichtbaarheid']) await neemOver(idp, tabel, alsClientId(naam));
  }
  return idp;
}

export async function stopLeerid(idp: Idp): Promise<void> {
  await idp.stop();
  await stopDatabase();
}

/** Gives this client the same school choices as Smartschool. */
async function neemOver({ db }: Idp, tabel: string, clientId: string): Promise<void> {
  const anders = JSON.stringify({ client_id: clientId });
  await sql`insert into ${sql.table(tabel)} select (jsonb_populate_record(t, ${anders}::jsonb)).*
    from ${sql.table(tabel)} t where client_id = 'smartschool'`.execute(db);
}
