import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { type Deurbenodigdheden, deelMee, type Mededelingsvraag, vraagToegang } from '../../src/mededeling/index.ts';
import { CATALOGUS, claimsPerScope, TECHNISCHE_CODES } from '../../src/protocol/index.ts';
import { leesToepassingen } from '../../src/toepassingen/index.ts';
import { leesToegewezenToetsen } from '../../src/toetsen/toewijzing.ts';
import { terwijlVast } from '../opzet/database/slot.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';

/**
 * Promise 2, on a real database: nothing leaves without its row, not even `sub`, and the row says exactly
 * what left.
 */

let idp: Idp;
let nodig: Deurbenodigdheden;
let accounts: string[];
beforeAll(async () => {
  idp = await startIdp();
  const { db, klok } = idp;
  nodig = {
    db,
    klok,
    toepassingen: (await leesToepassingen(idp.configmap)).alle,
    leesStopsZoNodig: async () => {},
    akteInWerking: () => undefined,
    leesKlassen: async () => [],
    leesToetsen: (leerlingId, vensters) => leesToegewezenToetsen(db, leerlingId, vensters),
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
  erbij: fc.subarray(TECHNISCHE_CODES.filter((code) => code !== 'sub')),
});

/** The ground of each act by itself: LeerID holds none of its data under a second act. */
const GRONDEN: Record<string, object> = {
  smartschool: { rechtsgrond: '6.1.f', onder_protocol: null },
  'archief-voor-onderwijs': { rechtsgrond: '6.1.c, 6.1.e', onder_protocol: null },
  toetsplatform: { rechtsgrond: '6.1.c, 9.2.g', onder_protocol: null },
};

const claimVan = (code: string) => CATALOGUS[code]?.uitgifte?.claim;

test('for any pupil, application and request: let in ⇔ one row with the codes of all that leaves', async () => {
  let kaal = 0;
  await fc.assert(
    fc.asyncProperty(geval, async ({ clientId, account, gevraagd, aanleiding, erbij }) => {
      const voor = await aantal();
      const vraagPoort = () => vraagToegang(nodig, clientId, accounts[account] ?? '');
      const antwoord = await vraagPoort();
      const vraagOpnieuw = async () => {
        const nog = await vraagPoort();
        return nog.toegelaten ? nog.toegang : undefined;
      };
      const vraag: Mededelingsvraag = {
        aanleiding,
        gevraagd: new Set(gevraagd),
        technisch: ['sub', ...erbij],
        vraagOpnieuw,
      };
      const claims = antwoord.toegelaten ? await deelMee(nodig, antwoord.toegang, vraag) : undefined;
      const rijen = await idp.db.selectFrom('privacylog').selectAll().orderBy('tijdstip', 'desc').limit(1).execute();
      expect((await aantal()) - voor).toBe(antwoord.toegelaten ? 1 : 0);
      if (!claims) return;
      if (Object.keys(claims).length === 0) kaal++;
      expect(rijen[0]).toMatchObject({ client_id: clientId, account_uuid: accounts[account], aanleiding });
      expect(rijen[0]).toMatchObject(GRONDEN[clientId] ?? {});
      const { name, ...los } = claims;
      const namen = name === undefined ? [] : ['given_name', 'family_name'];
      const [technisch, gegevens] = splits(rijen[0]?.gegevens ?? []);
      expect(technisch).toEqual(['sub', ...erbij]);
      expect(new Set(gegevens.map(claimVan))).toEqual(new Set([...Object.keys(los), ...namen]));
      for (const claim of Object.keys(claims)) expect(gevraagd).toContain(claim);
    }),
    { numRuns: 300 },
  );
  // Otherwise no sign-in that hands over only `sub` was seen.
  expect(kaal).toBeGreaterThan(0);
}, 60_000);

test('the answer waits for its row: while that can not be written, nothing leaves', async () => {
  const account = await accountVan('leerling.gewoon');
  const poort = await vraagToegang(nodig, 'smartschool', account);
  if (!poort.toegelaten) throw new Error(`not let in: ${poort.reden}`);
  const vraag: Mededelingsvraag = {
    aanleiding: 'userinfo',
    gevraagd: new Set(['given_name']),
    technisch: ['sub'],
    vraagOpnieuw: async () => poort.toegang,
  };
  const voor = await aantal();
  let vertrokken = false;
  const claims = await terwijlVast(
    idp.db,
    sql`lock table privacylog in exclusive mode`,
    () => deelMee(nodig, poort.toegang, vraag).finally(() => (vertrokken = true)),
    async () => expect(vertrokken).toBe(false),
  );
  expect(claims).toEqual({ given_name: 'Gewone' });
  expect((await aantal()) - voor).toBe(1);
});

function splits(codes: readonly string[]): [technisch: string[], gegevens: string[]] {
  const isTechnisch = (code: string) => (TECHNISCHE_CODES as string[]).includes(code);
  return [codes.filter(isTechnisch), codes.filter((code) => !isTechnisch(code))];
}

async function accountVan(gebruikersnaam: string): Promise<string> {
  const { account_uuid } = await idp.db
    .selectFrom('aanmeldmiddelen')
    .select('account_uuid')
    .where('gebruikersnaam', '=', gebruikersnaam)
    .executeTakeFirstOrThrow();
  return account_uuid;
}

async function aantal(): Promise<number> {
  const { n } = await idp.db
    .selectFrom('privacylog')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}
