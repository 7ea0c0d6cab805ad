import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Deurbenodigdheden, deelMee, vraagToegang } from '../../src/mededeling/index.ts';
import { CATALOGUS, claimsPerScope } from '../../src/protocol/index.ts';
import { leesToepassingen } from '../../src/toepassingen/index.ts';
import { leesToegewezenToetsen } from '../../src/toetsen/toewijzing.ts';
import { type Idp, startIdp } from '../opzet/idp.ts';

/** Promise 2, on a real database: nothing leaves without its row, and the row says exactly what left. */

let idp: Idp;
let deur: Deurbenodigdheden;
let accounts: string[];
beforeAll(async () => {
  idp = await startIdp();
  const { db, klok } = idp;
  deur = {
    db,
    klok,
    toepassingen: (await leesToepassingen(idp.configmap)).alle,
    leesStopsZoNodig: async () => {},
    leesKlassen: async () => [],
    leesToetsen: (leerlingId) => leesToegewezenToetsen(db, leerlingId),
  };
  accounts = (await db.selectFrom('accounts').select('account_uuid').execute()).map(({ account_uuid }) => account_uuid);
});
afterAll(() => idp.stop());

const CLAIMS = Object.values(claimsPerScope()).flat();
const geval = fc.record({
  clientId: fc.constantFrom('smartschool', 'archief-voor-onderwijs', 'toetsplatform'),
  account: fc.nat({ max: 5 }),
  gevraagd: fc.subarray([...CLAIMS, 'insz', 'sub']),
  aanleiding: fc.constantFrom('aanmelding' as const, 'userinfo' as const),
});

const claimVan = (code: string) => CATALOGUS[code]?.uitgifte?.claim;

test('for any pupil, application and request: claims ⇔ one row with their codes, written before they leave', async () => {
  await fc.assert(
    fc.asyncProperty(geval, async ({ clientId, account, gevraagd, aanleiding }) => {
      const voor = await aantal();
      const antwoord = await vraagToegang(deur, clientId, accounts[account] ?? '');
      const claims = antwoord.toegelaten ? await deelMee(deur, antwoord.toegang, new Set(gevraagd), aanleiding) : {};
      const rijen = await idp.db.selectFrom('privacylog').selectAll().orderBy('tijdstip', 'desc').limit(1).execute();
      expect((await aantal()) - voor).toBe(Object.keys(claims).length ? 1 : 0);
      if (Object.keys(claims).length === 0) return;
      expect(rijen[0]).toMatchObject({ client_id: clientId, account_uuid: accounts[account], aanleiding });
      const { name, ...los } = claims;
      const namen = name === undefined ? [] : ['given_name', 'family_name'];
      expect(new Set(rijen[0]?.gegevens.map(claimVan))).toEqual(new Set([...Object.keys(los), ...namen]));
      for (const claim of Object.keys(claims)) expect(gevraagd).toContain(claim);
    }),
    { numRuns: 300 },
  );
}, 60_000);

async function aantal(): Promise<number> {
  const { n } = await idp.db
    .selectFrom('privacylog')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}
