import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type Bulkbenodigdheden,
  type Deurbenodigdheden,
  deelMee,
  deelMeeInBulk,
  vraagToegang,
} from '../../../src/mededeling/index.ts';
import { leesToegewezenToetsen } from '../../../src/toetsen/index.ts';
import { type Idp, startIdp } from '../../opzet/server/idp.ts';
import { ALLE_CLAIMS, alles, maakBulkdeur, periodiekeVraag } from './bulkdeur.ts';

let idp: Idp;
let nodig: Bulkbenodigdheden;
beforeAll(async () => {
  idp = await startIdp();
  nodig = await maakBulkdeur(idp);
});
afterAll(() => idp.stop());

/** What the test platform would get of this account at a sign-in, now. */
async function bijAanmelding(account: string): Promise<Record<string, unknown> | undefined> {
  const deur: Deurbenodigdheden = {
    ...nodig,
    leesKlassen: async () => [],
    leesToetsen: (leerling, vensters) => leesToegewezenToetsen(idp.db, leerling, vensters),
  };
  const antwoord = await vraagToegang(deur, 'toetsplatform', account);
  if (!antwoord.toegelaten) return undefined;
  const { toegang } = antwoord;
  return deelMee(deur, toegang, {
    aanleiding: 'userinfo',
    gevraagd: ALLE_CLAIMS,
    technisch: ['sub'],
    vraagOpnieuw: async () => toegang,
  });
}

test('a delivery tells of each pupil what a sign-in tells, and has a row for each that names it', async () => {
  const vraag = periodiekeVraag(idp.klok);
  const mededelingen = await alles(deelMeeInBulk(nodig, vraag));
  const accounts = await idp.db.selectFrom('accounts').select('account_uuid').execute();
  const verwacht: unknown[] = [];
  for (const { account_uuid } of accounts) {
    const gegevens = await bijAanmelding(account_uuid);
    if (gegevens) verwacht.push([account_uuid, gegevens]);
  }
  const gekregen = mededelingen.map(({ leerling, gegevens }) => [leerling.account_uuid, gegevens]);
  expect(gekregen.length).toBeGreaterThan(3);
  expect(new Map(gekregen as [string, unknown][])).toEqual(new Map(verwacht as [string, unknown][]));
  const { levering } = vraag.gelegenheid;
  const rijen = await idp.db
    .selectFrom('privacylog')
    .selectAll()
    .where('levering_id', '=', levering ?? '')
    .execute();
  expect(rijen.map(({ leerling_id }) => leerling_id)).toEqual(mededelingen.map(({ leerling }) => leerling.id));
  for (const [plaats, rij] of rijen.entries()) {
    expect(rij).toMatchObject({
      ...{ wie_soort: 'operator', wie_id: 'levering maak', hoedanigheid: 'operator', doel: 'uitvoering_protocol' },
      ...{ stroom: 'periodiek', aanleiding: 'levering', protocol: 'vlaamse-toetsen', client_id: 'toetsplatform' },
      ...{ ontvanger: null, rechtsgrond: '6.1.c, 9.2.g', artikelen: ['art. 3', 'art. 4'] },
    });
    const sleutel = 'ov_leerid_uuid' in (mededelingen[plaats]?.gegevens ?? {}) ? 'leer_id_uuid' : 'account_uuid';
    expect(rij.gegevens).toEqual([sleutel, 'naam', 'voornaam', 'toegewezen_toetsen']);
  }
});
