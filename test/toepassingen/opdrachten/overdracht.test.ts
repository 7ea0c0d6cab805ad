import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { leesAfmeldbare } from '../../../src/oidc/opdrachten/met_afmelder.ts';
import { draagClientOver } from '../../../src/toepassingen/opdrachten/draag_over.ts';
import { CLIENT, isOpen, meldAan, trekIn } from '../../opzet/bezoek/sluiting.ts';
import { type Idp, startIdp } from '../../opzet/server/idp.ts';
import { leeridBij } from '../../opzet/server/leerid.ts';

/**
 * `leerid toepassing draag-over`: what one party was given under a client_id does not go to the next party.
 */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

const draagOver = (...opties: string[]) =>
  leeridBij(idp, 'toepassing', 'draag-over', CLIENT, '--reden', 'overname', ...opties);
const VANDAAG = '2026-11-23';
const rijen = (tabel: 'samenwerkingen' | 'zichtbaarheid') =>
  idp.db.selectFrom(tabel).selectAll().where('client_id', '=', CLIENT).execute();

test('what schools chose for the party of before ends with it, and its tokens and dossier open nothing any more', async () => {
  const { leest } = await meldAan(idp);
  const zichtbaar = await rijen('zichtbaarheid');
  const gekozen = await rijen('samenwerkingen');
  expect([zichtbaar.length > 0, gekozen.length > 0]).toEqual([true, true]);
  expect(draagOver('--aan', 'meemoo', '--ja')).toMatchObject({ status: 1, stdout: expect.stringContaining('is open') });

  const komtTerug = await trekIn(idp.configmap);
  await idp.ververs();
  for (const [aan, zegt] of [
    ['niemand', 'partij "niemand" staat niet in'],
    ['smartbit', 'is al van "smartbit"'],
  ] as const)
    expect(draagOver('--aan', aan, '--ja')).toMatchObject({ status: 1, stdout: expect.stringContaining(zegt) });
  expect(draagOver('--aan', 'meemoo')).toMatchObject({ status: 1, stdout: expect.stringContaining('geef --ja mee') });
  expect([await rijen('zichtbaarheid'), await rijen('samenwerkingen')]).toEqual([zichtbaar, gekozen]);

  const gedaan = draagOver('--aan', 'meemoo', '--ja');
  expect(gedaan).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(`${gekozen.length} samenwerkingen beëindigd, ${zichtbaar.length} keer onzichtbaar`),
  });
  expect(gedaan.stdout).toContain(`${CLIENT}: nu van "meemoo" (0644.450.380, 2.248.590.454)`);
  expect(await rijen('zichtbaarheid')).toEqual([]);
  expect((await rijen('samenwerkingen')).filter(({ tot }) => tot === null || tot >= VANDAAG)).toEqual([]);
  expect(await rijen('samenwerkingen')).toHaveLength(gekozen.filter(({ van }) => van < VANDAAG).length);

  await komtTerug();
  await idp.ververs();
  expect(await isOpen(idp)).toBe(false);
  await expect(leest()).rejects.toThrow();
  const uitleg = `client_id "${CLIENT}" is van "meemoo" (0644.450.380, 2.248.590.454), en het dossier van "smartbit"`;
  expect(leeridBij(idp, 'toepassing', 'controleer', CLIENT)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining(`✗ ${CLIENT}: gesloten (andere_partij): ${uitleg}`),
  });
  const gemeld = idp.logregels
    .map((regel) => JSON.parse(regel))
    .filter(({ level, clientId }) => level === 50 && clientId === CLIENT);
  expect(gemeld).toMatchObject([
    { msg: 'configuratie: deze toepassing blijft gesloten', fout: expect.stringContaining(uitleg) },
  ]);
});

test('what was made visible for the party of before does not come back to the new one, also where a merge is undone', async () => {
  const [leerling] = await idp.db.selectFrom('leerlingen').select('id').limit(1).execute();
  const [school] = await idp.db.selectFrom('scholen').select('instellingsnummer').limit(1).execute();
  const zichtbaar = (sinds: Temporal.Instant) => ({
    leerling_id: leerling?.id ?? '',
    client_id: CLIENT,
    instellingsnummer: school?.instellingsnummer ?? '',
    sinds: sinds.toString(),
  });
  const nu = idp.klok.nu();
  await idp.db
    .insertInto('zichtbaarheid')
    .values(zichtbaar(nu.subtract({ hours: 24 })))
    .execute();
  expect(await rijen('zichtbaarheid')).toEqual([]);
  await idp.db
    .insertInto('zichtbaarheid')
    .values(zichtbaar(nu.add({ hours: 1 })))
    .execute();
  expect(await rijen('zichtbaarheid')).toHaveLength(1);
});

test('a command that ends sessions tells every application, but not one of another party under its client_id', async () => {
  const hoort = (await leesAfmeldbare(idp, idp.db)).map(({ dossier }) => dossier.client_id);
  expect(hoort).toContain('toetsplatform');
  expect(hoort).not.toContain(CLIENT);
});

test('at a terminal it asks for the client_id', async () => {
  const [binnen, uit] = [new PassThrough(), new PassThrough()];
  binnen.end('ja\n');
  const plek = { in: Object.assign(binnen, { isTTY: true }), uit: Object.assign(uit, { isTTY: true }) };
  const omgeving = process.env;
  process.env = { ...omgeving, DATABASE_URL: idp.databaseUrl };
  const opdracht = { aan: 'smartbit', reden: 'terug', ja: false };
  const { regels, goed } = await draagClientOver(idp, CLIENT, opdracht, plek);
  process.env = omgeving;
  expect([goed, regels]).toEqual([false, [`${CLIENT}: niet bevestigd: er veranderde niets`]]);
  expect(String(uit.read())).toContain(`Dit geeft client_id "${CLIENT}" van "meemoo"`);
});

test('one that is nobody’s goes to a party as well, and what can be no client_id does not', () => {
  const geef = (clientId: string) =>
    leeridBij(idp, 'toepassing', 'draag-over', clientId, '--reden', 'van voor 030', '--aan', 'meemoo', '--ja');
  expect(geef('oud')).toMatchObject({ status: 0, stdout: expect.stringContaining('oud: nu van "meemoo"') });
  expect(geef('oud')).toMatchObject({ status: 1, stdout: expect.stringContaining('is al van "meemoo"') });
  expect(geef('Oud!')).toMatchObject({ status: 1, stdout: expect.stringContaining('dit kan geen client_id zijn') });
});
