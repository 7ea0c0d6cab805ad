import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Bulkbenodigdheden, leverTellingen } from '../../../src/mededeling/index.ts';
import { isEenmaligVrij } from '../../../src/mededeling/leveringen/rij/lees_leveringen.ts';
import { bevestigOntvangst } from '../../../src/mededeling/leveringen/sluiten/bevestig_ontvangst.ts';
import { leesAktekennisVoorOpdracht } from '../../../src/toepassingen/index.ts';
import { type Idp, startIdp } from '../../opzet/server/idp.ts';
import { leeridBij } from '../../opzet/server/leerid.ts';
import { bestandenIn, nieuweMap, OPERATOR } from './werkplaats.ts';

/** S4: counts leave once, within the period of the act, to the processor that works for DOV. */

let idp: Idp;
let map: string;
let deur: Bulkbenodigdheden;
beforeAll(async () => {
  [idp, map] = [await startIdp(), await nieuweMap()];
  idp.klok.zet(Temporal.Instant.from('2022-05-02T09:00:00Z'));
  await idp.ververs();
  const { db, klok, configmap, partijenmap } = idp;
  deur = {
    ...{ db, klok, leesToetsenVan: async () => new Map(), leesKlassenVan: async () => new Map() },
    ...(await leesAktekennisVoorOpdracht({ db, klok, configmap, partijenmap })),
    isEenmaligVrij: (protocol, ontvanger, behalve) => isEenmaligVrij(db, protocol, ontvanger, behalve),
  };
});
afterAll(async () => {
  await idp.stop();
  await rm(map, { recursive: true });
});

async function* rijen() {
  yield [{ aantal_per_leeftijd: 12, aantal_per_geslacht: 'v' }];
}

const lever = (gegevens: string[]) =>
  leverTellingen(
    { db: idp.db, klok: idp.klok, hoofdsleutel: idp.hoofdsleutel, termijn: Temporal.Duration.from('P14D') },
    deur,
    {
      bestemming: { protocol: 'zieke-kinderen', ontvanger: 'onderzoekers-idea-consult' },
      ...{ stroom: 'eenmalig', naam: 'evaluatie', gegevens },
      vrager: { wie: OPERATOR, hoedanigheid: 'operator' },
    },
    rijen(),
  );
const TWEE = ['aantal_per_leeftijd', 'aantal_per_geslacht'];

test('a table with a column that was not asked for is broken off, and leaves the place free', async () => {
  await expect(lever(TWEE.slice(0, 1))).rejects.toMatchObject({ code: 'gegevens_niet_voorzien' });
  const [rij] = await idp.db.selectFrom('leveringen').selectAll().execute();
  expect(rij).toMatchObject({ gesloten_reden: 'afgebroken', aantal: null });
});

test('counts leave once: one row of the log about nobody, closed with a code, and never again', async () => {
  const { id, sha256, aantal } = await lever(TWEE);
  const { rows } = await sql`select leerling_id, gegevens, stroom from privacylog where levering_id = ${id}`.execute(
    idp.db,
  );
  expect(rows).toEqual([{ leerling_id: null, gegevens: expect.arrayContaining(TWEE), stroom: 'eenmalig' }]);
  await expect(lever(TWEE)).rejects.toMatchObject({ code: 'eenmalig_geleverd' });

  const geef = (...opties: string[]) => leeridBij(idp, 'levering', 'geef', id, '--naar', map, ...opties);
  expect(geef()).toMatchObject({ status: 1, stderr: expect.stringMatching('--code') });
  expect(geef('--code', join(map, 'code'))).toMatchObject({ status: 0 });
  expect(await bestandenIn(map)).toEqual(['code', `levering-${id}.manifest.json`, `levering-${id}.ndjson.age`]);

  await bevestigOntvangst(idp, { id, bewijs: { sha256, aantal }, door: 'idea-consult', wie: OPERATOR });
  await expect(lever(TWEE)).rejects.toMatchObject({ code: 'eenmalig_geleverd' });
});
