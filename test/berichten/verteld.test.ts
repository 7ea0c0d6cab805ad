import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BERICHTEN_ZOEKEN } from '../../src/berichten/berichttaken.ts';
import { startWerkrooster } from '../../src/store/index.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { leeridBij } from '../opzet/server/leerid.ts';
import { wachtTot } from '../opzet/wachten.ts';

/** A party stops its act on a running server: both parties are told, and the operator sees what did not arrive. */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

const leerid = (...opdracht: string[]) => leeridBij(idp, ...opdracht);
const lees = () => idp.db.selectFrom('berichten').selectAll().orderBy('partij').execute();

async function laatZoeken(): Promise<void> {
  const rooster = await startWerkrooster(idp.databaseUrl, [BERICHTEN_ZOEKEN], () => {});
  await rooster.voegToe(BERICHTEN_ZOEKEN.naam, { over: 'nu', groep: 'nu' });
  await rooster.stop();
}

test('a stop is told to the contacts of its parties, and to nobody of another act', async () => {
  expect(leerid('berichten', 'toon')).toMatchObject({ status: 0, stdout: 'nog geen berichten\n' });
  const stop = leerid('protocol', 'stop', 'smartschool', '--door', 'dov', '--reden', 'gegevens verkocht', '--ja');
  expect(stop).toMatchObject({ status: 0, stderr: '' });
  await idp.ververs();
  await laatZoeken();
  await wachtTot('both were tried', async () => (await lees()).filter(({ pogingen }) => pogingen > 0).length === 2);
  const rijen = await lees();
  expect(rijen.map(({ protocol, soort, partij, adres }) => [protocol, soort, partij, adres])).toEqual([
    ['smartschool', 'geëindigd', 'dov', 'dpo@dov.example'],
    ['smartschool', 'geëindigd', 'smartbit', 'dpo@smartbit.example'],
  ]);

  const toon = leerid('berichten', 'toon', '--protocol', 'smartschool');
  expect(toon.status).toBe(1);
  expect(toon.stdout).toMatch(
    /smartbit, dpo@smartbit\.example: wacht \(\d+ keer geprobeerd: LEERID_SMTP_URL of LEERID_MAIL_DIR ontbreekt\)/,
  );
  expect(leerid('berichten', 'toon', '--protocol', 'archief-voor-onderwijs').stdout).toBe('nog geen berichten\n');
  const een = leerid('berichten', 'toon', rijen[0]?.id ?? '');
  expect(een.stdout).toContain('Aan: dpo@dov.example (dov)\nOnderwerp: LeerID: ');
  expect(een.stdout).toContain(`${idp.issuer}/protocollen/smartschool`);
  expect(leerid('berichten', 'toon', "x' or true").stdout).toBe("bericht x' or true bestaat niet\n");
});

test('the key under messages to webhooks is shown, and every node has the same', () => {
  const { stdout } = leerid('berichten', 'sleutel');
  expect(JSON.parse(stdout)).toEqual({
    ...{ kty: 'OKP', crv: 'Ed25519' },
    ...{ x: expect.stringMatching(/^[\w-]{43}$/), kid: expect.stringMatching(/^[0-9a-f]{16}$/) },
  });
  expect(leerid('berichten', 'sleutel').stdout).toBe(stdout);
});

test('the operator sees that no party has a witness, or which one has not been asked', () => {
  expect(leerid('privacylog', 'getuigen')).toMatchObject({
    ...{ status: 1, stdout: 'geen enkele partij heeft een getuige\n' },
  });
});
