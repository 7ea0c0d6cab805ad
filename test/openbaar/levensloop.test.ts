import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { hashVan } from '../../src/protocol/index.ts';
import { legStopVast } from '../../src/toepassingen/index.ts';
import { type Idp, startIdp } from '../opzet/server/idp.ts';
import { omDeBeurt, startNode } from '../opzet/server/nodes.ts';
import { schrijfVolgende, wijzigProtocol } from '../opzet/stukken/wijzig_protocol.ts';
import { isDeurOpen } from '../opzet/toepassing/deur.ts';

/** The register while protocols live: they are changed, given notice, ended. The page says what the door does. */

let idp: Idp;
beforeEach(async () => {
  idp = await startIdp();
});
afterEach(() => idp.stop());

const haal = (pad: string) => supertest(idp.issuer).get(pad);
const protocol = async (naam: string) => (await haal(`/protocollen/${naam}.json`)).body;
const pagina = async (naam: string) => (await haal(`/protocollen/${naam}`)).text;
const toepassing = async (naam: string) =>
  (await haal('/toepassingen.json')).body.toepassingen.find(
    ({ client_id }: { client_id: string }) => client_id === naam,
  );
const hashNu = async (naam: string) =>
  hashVan(await readFile(join(idp.configmap, 'protocollen', naam, 'protocol.yaml')));

/** The catalogue and the door say the same. */
async function verwachtDeurIs(vandaag: 'open' | 'gesloten', clientId: string): Promise<void> {
  expect([await isDeurOpen(idp.issuer, clientId), (await toepassing(clientId))?.vandaag]).toEqual([
    vandaag === 'open',
    vandaag,
  ]);
}

test('a stop shows at the next turn of a node, with who ended it and without his reasons', async () => {
  const eerst = await haal('/protocollen/smartschool');
  const stop = { op: '2026-11-23', door: 'dov', reden: 'geheim dossier 12', grond: 'sanctie' as const };
  await legStopVast(idp.db, 'smartschool', stop, idp.klok.nu());
  await idp.ververs();
  const { body, text: json } = await haal('/protocollen/smartschool.json');
  expect(body.levensloop).toMatchObject({
    fase: 'geëindigd',
    einde: { op: '2026-11-23', door: 'dov', grond: 'sanctie' },
  });
  await verwachtDeurIs('gesloten', 'smartschool');
  const { text, status } = await haal('/protocollen/smartschool').set('If-None-Match', eerst.headers.etag ?? '');
  expect(status).toBe(200);
  expect(text).toContain('Vanaf 23 november 2026 krijgt niemand er nog gegevens mee.');
  expect(text).toContain('De regels blijven gelden voor wie al gegevens kreeg');
  expect(text + json).not.toContain('geheim dossier');
  expect((await haal('/protocollen')).text).toContain('Voorbij');
});

test('notice: both days stand on the page, and on the day itself door and page are shut', async () => {
  const stop = { op: '2027-02-23', door: 'agodi', reden: 'x', grond: 'opzegging' as const, ontvangen: '2026-11-23' };
  await legStopVast(idp.db, 'vlaamse-toetsen', stop, idp.klok.nu());
  await idp.ververs();
  expect((await protocol('vlaamse-toetsen')).levensloop).toMatchObject({
    fase: 'opgezegd',
    opzegging: { door: 'agodi', ontvangen: '2026-11-23', eindigt_op: '2027-02-23' },
  });
  const tekst = await pagina('vlaamse-toetsen');
  expect(tekst).toContain('23 november 2026');
  expect(tekst).toContain('Vanaf 23 februari 2027 krijgt niemand er nog gegevens mee.');
  idp.klok.zet(Temporal.Instant.from('2027-02-22T22:59:59Z'));
  expect((await protocol('vlaamse-toetsen')).levensloop.fase).toBe('opgezegd');
  idp.klok.zet(Temporal.Instant.from('2027-02-22T23:00:00Z'));
  expect((await protocol('vlaamse-toetsen')).levensloop.fase).toBe('geëindigd');
});

test('whoever looks up an application learns its last day as soon as one is known, and not of another one', async () => {
  const zegt = async () => (await haal('/toepassingen')).text.match(/De afspraak loopt tot en met [^.]+\./g);
  expect([await zegt(), (await toepassing('smartschool')).tot]).toEqual([null, undefined]);
  const stop = { op: '2027-01-15', door: 'dov', reden: 'geheim dossier 12', grond: 'sanctie' as const };
  await legStopVast(idp.db, 'smartschool', stop, idp.klok.nu());
  await idp.ververs();
  expect(await zegt()).toEqual(['De afspraak loopt tot en met 14 januari 2027.']);
  expect(await toepassing('smartschool')).toMatchObject({ vandaag: 'open', tot: '2027-01-14' });
  idp.klok.zet(Temporal.Instant.from('2027-01-14T23:00:00Z'));
  expect(await zegt()).toBeNull();
  expect(await toepassing('smartschool')).toMatchObject({ vandaag: 'gesloten', tot: '2027-01-14' });
});

test('a new text: what changed stands first, the old one keeps its page and its bytes, and says that it is old', async () => {
  const oud = await hashNu('smartschool');
  await wijzigProtocol(idp, 'smartschool', (akte) => {
    akte.gegevens = akte.gegevens.filter(({ code }: { code: string }) => code !== 'stamnummer');
    akte.ontvangers.categorieen[0].gegevens = akte.ontvangers.categorieen[0].gegevens.filter(
      (code: string) => code !== 'stamnummer',
    );
  });
  await idp.ververs();
  await idp.ververs();
  const nieuw = await hashNu('smartschool');
  const { versies, versie } = await protocol('smartschool');
  expect(versie).toBe(nieuw);
  expect(versies).toMatchObject([
    {
      hash: nieuw,
      fase: 'in_werking',
      wijzigingen: [{ voor_leerlingen: true, zin: 'Stamnummer wordt niet meer meegedeeld.' }, {}],
    },
    { hash: oud, fase: 'vervangen' },
  ]);
  const tekst = await pagina('smartschool');
  expect(tekst).toContain('Voor leerlingen verandert:');
  expect(tekst).toContain(`/protocollen/smartschool/versies/${oud}`);
  const oudePagina = (await haal(`/protocollen/smartschool/versies/${oud}`)).text;
  expect(oudePagina).toContain('Dit is niet de tekst die nu geldt.');
  expect(oudePagina).toContain('Stamnummer');
  expect((await haal(`/protocollen/smartschool/versies/${nieuw}`)).text).not.toContain('Dit is niet de tekst');
  expect((await haal(`/protocollen/smartschool/versies/${oud}.yaml`)).status).toBe(200);
  await verwachtDeurIs('open', 'smartschool');
});

test('a file that somebody changes is not published, and what was in force is not shown as in force', async () => {
  const { versies } = await protocol('smartschool');
  await wijzigProtocol({ ...idp, sleutels: new Map() }, 'smartschool', (akte) => {
    akte.titel = 'Alles voor iedereen';
    akte.gegevens.push({ code: 'email', wat: 'mailadres' });
    akte.ontvangers.categorieen[0].gegevens.push('email');
  });
  await idp.ververs();
  const nu = await protocol('smartschool');
  expect(nu.levensloop.fase).toBe('gesloten');
  expect(nu.versies.map(({ hash }: { hash: string }) => hash)).toEqual(
    versies.map(({ hash }: { hash: string }) => hash),
  );
  await verwachtDeurIs('gesloten', 'smartschool');
  expect((await toepassing('smartschool')).gegevens).not.toContain('email');
  expect(await pagina('smartschool')).not.toContain('Alles voor iedereen');
  expect(await pagina('smartschool')).toContain('Geldt nu niet');
});

test('a last day: until midnight in Belgium the page says that it holds, and the door agrees, and then neither', async () => {
  await wijzigProtocol(idp, 'smartschool', (akte) => {
    akte.looptijd.tot = '2026-11-30';
  });
  await idp.ververs();
  await idp.ververs();
  for (const [moment, vandaag, fase] of [
    ['2026-11-30T22:59:59Z', 'open', 'in_werking'],
    ['2026-11-30T23:00:00Z', 'gesloten', 'geëindigd'],
  ] as const) {
    idp.klok.zet(Temporal.Instant.from(moment));
    expect((await protocol('smartschool')).levensloop).toMatchObject({ fase, einde: { op: '2026-12-01' } });
    await verwachtDeurIs(vandaag, 'smartschool');
  }
});

test('a signed text that waits for its day is announced, and takes over at midnight on page and door alike', async () => {
  const oud = await hashNu('smartschool');
  await schrijfVolgende(idp, 'smartschool', (akte) => {
    akte.looptijd.van = '2026-12-01';
    akte.titel = 'Smartschool, tweede tekst';
  });
  await idp.ververs();
  await idp.ververs();
  const eerst = await protocol('smartschool');
  expect(eerst).toMatchObject({
    versie: oud,
    versies: [
      { fase: 'getekend', van: '2026-12-01' },
      { hash: oud, tot: '2026-11-30' },
    ],
  });
  expect(eerst.versies[0].bestand).toBeUndefined();
  const tekst = await pagina('smartschool');
  expect(tekst).toContain('Vanaf 1 december 2026 geldt een nieuwe tekst.');
  const nieuw = eerst.versies[0].hash;
  expect((await haal(`/protocollen/smartschool/versies/${nieuw}`)).text).toContain('tweede tekst');
  expect((await haal(`/protocollen/smartschool/versies/${nieuw}.yaml`)).status).toBe(404);
  idp.klok.zet(Temporal.Instant.from('2026-11-30T22:59:59Z'));
  expect((await protocol('smartschool')).versie).toBe(oud);
  idp.klok.zet(Temporal.Instant.from('2026-11-30T23:00:00Z'));
  expect((await protocol('smartschool')).versie).toBe(nieuw);
  await idp.ververs();
  expect(await pagina('smartschool')).toContain('Smartschool, tweede tekst');
  expect((await haal(`/protocollen/smartschool/versies/${nieuw}.yaml`)).status).toBe(200);
  await verwachtDeurIs('open', 'smartschool');
});

test('two nodes of one folder and database answer the same, byte for byte', async () => {
  const paden = ['/protocollen', '/protocollen/smartschool', '/protocollen/feed.atom', '/toepassingen.json'];
  const hier = await Promise.all(paden.map(haal));
  const ander = await startNode(idp);
  try {
    omDeBeurt(idp, ander);
    const daar = await Promise.all(paden.map(haal));
    expect(daar.map(({ headers }) => headers.etag)).toEqual(hier.map(({ headers }) => headers.etag));
  } finally {
    await ander.stop();
  }
});
