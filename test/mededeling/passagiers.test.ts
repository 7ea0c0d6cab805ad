import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Deurbenodigdheden,
  deelMee,
  leesmoment,
  type Mededelingsvraag,
  type Toegang,
  vraagToegang,
} from '../../src/mededeling/index.ts';
import { CATALOGUS, claimsPerScope, leesProtocollen } from '../../src/protocol/index.ts';
import { leesToepassingen } from '../../src/toepassingen/index.ts';
import { bladeren, codesVan, type Feiten, leesFeiten, passagiers } from '../opzet/register/feiten.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';

/**
 * No hidden passengers: whatever an act lists, everything that leaves is a datum that it lists and that the
 * log names.
 */

const LEERLINGEN = ['leerling.gewoon', 'leerling.tweescholen', 'leerling.historiek'];
const TOETSEN = [{ toets: 'LEZEN-9', toetsmoment: { van: 'van-dan', tot: 'tot-dan' } }];
const KLASSEN = ['999001', '999002', '999003'].map((instellingsnummer) => ({
  instellingsnummer,
  klas: `klas-${instellingsnummer.slice(-1)}A`,
  subklas: `subklas-${instellingsnummer.slice(-1)}`,
}));

let idp: Idp;
let nodig: Deurbenodigdheden;
const feiten: Feiten[] = [];
const toegangen: Toegang[] = [];
beforeAll(async () => {
  idp = await startIdp();
  const { db, klok } = idp;
  const { dossiers } = await leesProtocollen(idp.configmap);
  const { protocol, hash = '' } = dossiers.find(({ naam }) => naam === 'klasinformatie') ?? {};
  if (!protocol) throw new Error('S2 can not be read');
  nodig = {
    db,
    klok,
    toepassingen: (await leesToepassingen(idp.configmap)).alle,
    leesStopsZoNodig: async () => {},
    akteInWerking: () => ({ protocol, hash, sinds: klok.nu() }),
    leesKlassen: async () => KLASSEN,
    leesToetsen: async () => TOETSEN,
  };
  for (const naam of LEERLINGEN) {
    const eigen = await leesFeiten(db, naam);
    const antwoord = await vraagToegang(nodig, 'smartschool', eigen.get('account_uuid')?.[0] ?? '');
    if (!antwoord.toegelaten) throw new Error(`${naam}: ${antwoord.reden}`);
    eigen.set(
      'klasinformatie',
      KLASSEN.flatMap(({ klas, subklas }) => [klas, subklas]),
    );
    eigen.set('toegewezen_toetsen', ['LEZEN-9', 'van-dan', 'tot-dan']);
    feiten.push(eigen);
    toegangen.push(antwoord.toegang);
  }
}, 60_000);
afterAll(() => idp.stop());

/** The same pupil, under an act that lists these data. */
function onderAkte(toegang: Toegang, codes: readonly string[], enkel_zonder: Record<string, string[]> = {}): Toegang {
  const { toepassing } = toegang;
  const [voorbeeld] = toepassing.deel.gegevens;
  if (!voorbeeld) throw new Error('the act of Smartschool lists nothing');
  const gegevens = codes.map((code) => ({ ...voorbeeld, code, enkel_zonder: enkel_zonder[code] }));
  return { ...toegang, toetsen: TOETSEN, toepassing: { ...toepassing, deel: { ...toepassing.deel, gegevens } } };
}

const vraagOm = (gevraagd: readonly string[], toegang: Toegang): Mededelingsvraag => ({
  aanleiding: 'userinfo',
  gevraagd: new Set(gevraagd),
  technisch: ['sub'],
  vraagOpnieuw: async () => ({ ...toegang, begonnen: leesmoment(nodig.klok) }),
});

async function deel(nummer: number, codes: readonly string[], gevraagd: readonly string[]) {
  const toegang = onderAkte(toegangen[nummer] as Toegang, codes);
  const claims = (await deelMee(nodig, toegang, vraagOm(gevraagd, toegang))) ?? {};
  const { gegevens, onder_protocol_hash } = await idp.db
    .selectFrom('privacylog')
    .select(['gegevens', 'onder_protocol_hash'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  // Only a class has a second act.
  const tweede = gegevens.includes('klasinformatie') ? nodig.akteInWerking('klasinformatie')?.hash : null;
  expect(onder_protocol_hash).toBe(tweede);
  return { claims, gelogd: gegevens.filter((code) => code !== 'sub') };
}

const ALLE = Object.values(claimsPerScope()).flat();
const UITGEGEVEN = Object.keys(CATALOGUS).filter((code) => CATALOGUS[code]?.uitgifte);
const geval = fc.record({
  nummer: fc.nat({ max: LEERLINGEN.length - 1 }),
  codes: fc.shuffledSubarray(UITGEGEVEN),
  gevraagd: fc.oneof(fc.constant(ALLE), fc.subarray(ALLE)),
});

test('under any act: each value that leaves is a datum that is listed and logged, and carries no other one', async () => {
  await fc.assert(
    fc.asyncProperty(geval, async ({ nummer, codes, gevraagd }) => {
      const eigen = feiten[nummer] as Feiten;
      const { claims, gelogd } = await deel(nummer, codes, gevraagd);
      for (const code of gelogd) expect(codes).toContain(code);
      for (const blad of bladeren(claims)) {
        const erin = codesVan(eigen, blad);
        expect([blad, erin.some((code) => gelogd.includes(code))]).toEqual([blad, true]);
      }
      expect(passagiers(eigen, claims).filter((code) => !gelogd.includes(code))).toEqual([]);
      const gezien = new Set(bladeren(claims).flatMap((blad) => codesVan(eigen, blad)));
      expect(gelogd.filter((code) => !gezien.has(code))).toEqual([]);
    }),
    { numRuns: 400 },
  );
}, 60_000);

test('an establishment leaves as its serial: the school beside it only where the act lists the school', async () => {
  const zonder = await deel(0, ['vestigingsplaats'], ALLE);
  expect(zonder).toEqual({ claims: { ov_inschrijvingen: [{ vestigingsplaats: '01' }] }, gelogd: ['vestigingsplaats'] });
  const met = await deel(0, ['vestigingsplaats', 'instellingsnummer'], ALLE);
  expect(met.claims).toEqual({ ov_inschrijvingen: [{ vestigingsplaats: '01', instellingsnummer: '999001' }] });
});

test('a class names its school only where the act lists the school, and then the log names both', async () => {
  const zonder = await deel(0, ['klasinformatie'], ['ov_klas']);
  expect(zonder).toEqual({
    claims: { ov_klas: [{ klas: 'klas-1A', subklas: 'subklas-1' }] },
    gelogd: ['klasinformatie'],
  });
  const met = await deel(0, ['klasinformatie', 'instellingsnummer'], ['ov_klas']);
  expect(met).toEqual({
    claims: { ov_klas: [{ instellingsnummer: '999001', klas: 'klas-1A', subklas: 'subklas-1' }] },
    gelogd: ['klasinformatie', 'instellingsnummer'],
  });
});

test('a class that goes while the log row is written makes room for nothing that the row does not name', async () => {
  const lezingen = [KLASSEN, []];
  const codes = ['klasinformatie', 'naam', 'voornaam'];
  const toegang = onderAkte(toegangen[0] as Toegang, codes, { naam: ['klasinformatie'] });
  const metLezingen = { ...nodig, leesKlassen: async () => lezingen.shift() ?? [] };
  const claims = await deelMee(metLezingen, toegang, vraagOm(ALLE, toegang));
  expect([claims, lezingen]).toEqual([{ given_name: 'Gewone' }, []]);
});

test('a list tells neither what came first nor how often: in the order of its values, each once', async () => {
  const { db } = idp;
  const oud = feiten[2]?.get('historiek_account_uuid') ?? [];
  expect(oud).toHaveLength(2);
  const oudste = async (uuid: string | undefined, op: string) =>
    db
      .updateTable('historiek_account_uuid')
      .set({ vervangen_op: op })
      .where('account_uuid', '=', uuid ?? '')
      .execute();
  const volgorden = new Set<string>();
  for (const [een, ander] of [oud, oud.toReversed()]) {
    await oudste(een, '2025-09-01T00:00:00Z');
    await oudste(ander, '2026-09-01T00:00:00Z');
    const antwoord = await vraagToegang(nodig, 'smartschool', feiten[2]?.get('account_uuid')?.[0] ?? '');
    if (!antwoord.toegelaten) throw new Error(antwoord.reden);
    toegangen[2] = antwoord.toegang;
    const { claims } = await deel(2, ['historiek_account_uuid'], ALLE);
    volgorden.add(String(claims.ov_historiek_account_uuid));
  }
  expect([...volgorden]).toEqual([String(oud.toSorted())]);

  const [inschrijving] = toegangen[0]?.inschrijvingen ?? [];
  if (!inschrijving) throw new Error('no enrolment');
  toegangen[0] = { ...(toegangen[0] as Toegang), inschrijvingen: [inschrijving, { ...inschrijving, stamnummer: '1' }] };
  const { claims } = await deel(0, ['hoofdstructuur'], ALLE);
  expect(claims).toEqual({ ov_inschrijvingen: [{ hoofdstructuur: inschrijving.hoofdstructuur }] });
});
