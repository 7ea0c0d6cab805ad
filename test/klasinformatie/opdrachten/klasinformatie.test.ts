import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Command } from 'commander';
import { sql } from 'kysely';
import { klasinformatieopdrachten } from '../../../src/klasinformatie/opdrachten/klasinformatieopdrachten.ts';
import { geefAkkoord, toonAkkoorden, trekAkkoordIn } from '../../../src/klasinformatie/opdrachten/schoolakkoord.ts';
import { zetbareKlok } from '../../../src/klok.ts';
import { onderteken } from '../../../src/protocol/index.ts';
import { leesVersie, legStopVast } from '../../../src/toepassingen/index.ts';
import { stopProtocol } from '../../../src/toepassingen/opdrachten/stop_protocol.ts';
import { maakTestdatabase, type Testdatabase } from '../../opzet/database/testdatabase.ts';
import { vergeetVersies } from '../../opzet/database/vergeet_versies.ts';
import { Configmap, maakOndertekenaar, type Ondertekenaar } from '../../opzet/stukken/configmap.ts';
import { protocolbytes } from '../../opzet/stukken/voorbeeldprotocol.ts';

/**
 * `leerid klasinformatie`: an operator writes down what a school says on paper, under the act that is in
 * force (S2 art. 12).
 */

const klok = zetbareKlok(Temporal.Instant.from('2025-03-01T09:00:00Z'));
const NAAM = 'klasinformatie';

let partijen: Ondertekenaar[];
let database: Testdatabase;
let map: Configmap;
const omgeving = process.env;
beforeAll(async () => {
  partijen = await Promise.all([maakOndertekenaar('dov'), maakOndertekenaar('leverancier')]);
  database = await maakTestdatabase();
  await sql`insert into scholen (instellingsnummer, naam, erkend) values
    ('990001', 'De Linde', true), ('990002', 'De Eik', true), ('990003', 'De Wilg', false)`.execute(database.db);
});
afterAll(() => database.weg());
beforeEach(async () => {
  process.env = { ...omgeving, DATABASE_URL: database.url };
  map = await Configmap.maak(...partijen);
  proef++;
  await schrijfAkte('Klassen delen');
});
afterEach(async () => {
  process.env = omgeving;
  await sql`truncate akkoordverklaringen, protocolstops`.execute(database.db);
  await vergeetVersies(database.db);
  await map.weg();
});

/** Every test has its own texts, because a text of an earlier test is an earlier text. */
let proef = 0;

async function schrijfAkte(titel: string, ...tekenaars: Ondertekenaar[]): Promise<void> {
  const bytes = protocolbytes((protocol) => Object.assign(protocol, { titel, omschrijving: `Proef ${proef}` }), NAAM);
  await map.schrijfProtocol(NAAM, bytes, ...(tekenaars.length ? tekenaars : partijen));
}

const geenAkte = () => rm(join(map.pad, 'protocollen', NAAM), { recursive: true });

const hier = () => ({ klok, configmap: map.pad, partijenmap: join(map.pad, 'partijen') });

function terminal(antwoord?: string) {
  const [binnen, uit] = [new PassThrough(), new PassThrough()];
  if (antwoord !== undefined) binnen.end(antwoord);
  const isTTY = antwoord !== undefined;
  return { in: Object.assign(binnen, { isTTY }), uit: Object.assign(uit, { isTTY }) };
}

const OPDRACHT = { door: 'leerid_databeheerder', bewijsstuk: 'brief 12', ja: true } as const;
const akkoord = (school: string, plek = terminal(), ja = true) =>
  geefAkkoord(hier(), school, { ...OPDRACHT, ja }, plek).then(samen);
const stop = (school: string, plek = terminal(), ja = true) =>
  trekAkkoordIn(hier(), school, { door: 'schoolbestuur', ja }, plek).then(samen);
const toon = (school?: string) => toonAkkoorden(hier(), school).then(samen);
const samen = ({ regels, goed }: { regels: string[]; goed: boolean }) => ({ goed, zegt: regels.join('\n') });

const hashes = async () =>
  (await database.db.selectFrom('akkoordverklaringen').select('protocol_hash').orderBy('id').execute()).map(
    ({ protocol_hash }) => protocol_hash,
  );

describe('akkoord', () => {
  test('writes down the text that is in force now', async () => {
    expect(await akkoord('990001')).toMatchObject({ goed: true, zegt: expect.stringContaining('akkoord vastgelegd') });
    await schrijfAkte('Klassen delen, herzien');
    expect(await akkoord('990001')).toMatchObject({ goed: true, zegt: expect.stringContaining('akkoord vastgelegd') });
    expect(await akkoord('990001')).toMatchObject({ goed: true, zegt: expect.stringContaining('er verandert niets') });
    const [eerste, tweede, ...meer] = await hashes();
    expect(eerste).not.toBe(tweede);
    expect(meer).toEqual([]);
    expect(await leesVersie(database.db, eerste ?? '')).toMatchObject({ protocol: NAAM, hash: eerste });
  });

  test.each([
    ['an unknown school', '990009', 'deze school staat niet in het register'],
    ['a school that is not recognised', '990003', 'deze school is niet erkend, of niet gesubsidieerd of gefinancierd'],
  ])('%s is refused', async (_wat, school, waarom) => {
    expect(await akkoord(school)).toEqual({ goed: false, zegt: `${school}: ${waarom}` });
    expect(await hashes()).toEqual([]);
  });

  const nietInWerking = /^klasinformatie is niet in werking \(.+\): geen enkele school kan ermee akkoord gaan$/;
  test.each([
    ['that one party did not sign', () => schrijfAkte('Klassen delen', ...partijen.slice(0, 1))],
    ['that was changed after it was signed', () => map.schrijf(`protocollen/${NAAM}/protocol.yaml`, protocolbytes())],
    ['that does not exist', () => geenAkte()],
    [
      'that was stopped in the database',
      () => legStopVast(database.db, NAAM, { op: '2025-02-28', door: 'dov', reden: 'inbreuk' }, klok.nu()),
    ],
  ])('with an act %s nobody can agree', async (_wat, doe) => {
    await doe();
    expect(await akkoord('990001')).toEqual({ goed: false, zegt: expect.stringMatching(nietInWerking) });
    expect(await hashes()).toEqual([]);
  });

  test('it shows what the school agrees with, and asks for its number', async () => {
    const plek = terminal('ja\n');
    expect(await akkoord('990001', plek, false)).toMatchObject({ goed: false });
    expect(await akkoord('990001', terminal(), false)).toMatchObject({
      zegt: expect.stringContaining('geef --ja mee'),
    });
    expect(await hashes()).toEqual([]);
    expect(await akkoord('990001', terminal('990001\n'), false)).toMatchObject({ goed: true });
    const gevraagd = String(plek.uit.read());
    expect(gevraagd).toContain('Klassen delen');
    expect(gevraagd).toContain((await hashes())[0]);
  });
});

test.each([
  ['akkoord', ['--bewijsstuk', 'brief 12'], /Allowed choices are leerid_databeheerder\./],
  ['stop', [], undefined],
])('%s by the board itself: it stops, and starts nothing', async (opdracht, verder, weigering) => {
  await akkoord('990001');
  const leerid = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  klasinformatieopdrachten(leerid, hier());
  for (const onder of leerid.commands.flatMap(({ commands }) => commands)) onder.copyInheritedSettings(leerid);
  const klaar = leerid.parseAsync(
    ['klasinformatie', opdracht, '990001', '--door', 'schoolbestuur', '--ja', ...verder],
    { from: 'user' },
  );
  if (weigering) await expect(klaar).rejects.toThrow(weigering);
  else await klaar;
  expect(await hashes()).toHaveLength(1);
  expect((await toon('990001')).zegt.includes('door schoolbestuur')).toBe(!weigering);
});

describe('stop', () => {
  test('ends it for that school alone, also when the act is not in force any more', async () => {
    await akkoord('990001');
    await akkoord('990002');
    await geenAkte();
    expect(await stop('990001')).toEqual({ goed: true, zegt: '990001: gestopt; het geldt meteen, op elke node' });
    expect(await stop('990001')).toMatchObject({ goed: false, zegt: expect.stringContaining('er verandert niets') });
    expect(await toon('990002')).toMatchObject({ zegt: expect.not.stringContaining('gestopt') });
  });

  test('at a terminal it tells what ends, and asks for the number', async () => {
    await akkoord('990001');
    expect(await stop('990001', terminal('ja\n'), false)).toMatchObject({ goed: false });
    expect(await toon('990001')).toMatchObject({ zegt: expect.not.stringContaining('gestopt') });
    expect(await stop('990001', terminal('990001\n'), false)).toMatchObject({ goed: true });
  });
});

describe('toon', () => {
  test('tells of each school what it said last, and why that does not count', async () => {
    expect(await toon()).toEqual({ goed: true, zegt: 'geen school ging akkoord' });
    await akkoord('990001');
    await akkoord('990002');
    expect(await toon()).toMatchObject({
      zegt: [
        '990001 De Linde: akkoord 2025-03-01 10:00 door leerid_databeheerder (brief 12)',
        '990002 De Eik: akkoord 2025-03-01 10:00 door leerid_databeheerder (brief 12)',
      ].join('\n'),
    });
    await stop('990001');
    await schrijfAkte('Klassen delen, herzien');
    const { zegt } = await toon();
    expect(zegt).toMatch(/990001 .*gestopt 2025-03-01 10:00 door schoolbestuur$/m);
    expect(zegt).toMatch(/990002 .*telt niet: de akte heeft nu een andere tekst$/m);
    await geenAkte();
    expect(await toon()).toMatchObject({ zegt: expect.stringMatching(/^! klasinformatie is niet in werking/) });
  });

  test('of one school it tells all', async () => {
    await akkoord('990001');
    await stop('990001');
    await akkoord('990001');
    await akkoord('990002');
    expect((await toon('990001')).zegt.split('\n')).toHaveLength(2);
  });
});

test('who stops the whole act reads that classes then leave to no application at all', async () => {
  const plek = terminal('nee\n');
  const stop = { door: 'dov', grond: 'sanctie', reden: 'inbreuk', ja: false } as const;
  expect(await stopProtocol(hier(), NAAM, stop, plek)).toMatchObject({ goed: false });
  expect(String(plek.uit.read())).toContain('Ook bij elke andere toepassing vertrekt dan niet meer: Klas en subklas.');
});

describe('a text that is signed again, or that a folder is behind of', () => {
  const BEGIN = klok.nu();
  afterEach(() => klok.zet(BEGIN));

  const ZONDER_STEMPEL = protocolbytes((protocol) => {
    protocol.titel = 'Klassen delen, zonder stempel';
    for (const partij of protocol.partijen) delete partij.getekend_op;
  }, NAAM);
  const tekenOm = async (op: Temporal.Instant, wie = partijen, bytes = ZONDER_STEMPEL) => {
    const signatures = await Promise.all(wie.map(({ prive }) => onderteken(bytes, prive, op)));
    await map.schrijf(`protocollen/${NAAM}/protocol.yaml`, bytes);
    await map.schrijf(`protocollen/${NAAM}/handtekeningen.json`, JSON.stringify({ signatures }));
  };
  const VANAVOND = '2025-03-01T20:00:00+01:00';
  const metStempel = protocolbytes((protocol) => {
    delete protocol.looptijd.van;
    protocol.partijen[0].getekend_op = VANAVOND;
  }, NAAM);

  test('the same bytes signed anew end nothing that a school said, and hold none up', async () => {
    await tekenOm(BEGIN.subtract({ hours: 1 }));
    await akkoord('990001');
    await tekenOm(BEGIN.add({ hours: 1 }));
    expect(await akkoord('990002')).toMatchObject({ goed: true });
    expect(await akkoord('990001')).toMatchObject({ zegt: expect.stringContaining('er verandert niets') });
    expect(await toon()).toMatchObject({ zegt: expect.not.stringContaining('telt niet') });
  });

  test('what a school said before the signature that counts, once the key of the first is gone, is told and can be said anew', async () => {
    await tekenOm(BEGIN.subtract({ hours: 1 }));
    await akkoord('990001');
    expect(await toon()).toMatchObject({ zegt: expect.not.stringContaining('telt niet') });
    const nieuw = await maakOndertekenaar('dov', 'EdDSA', 'dov-sleutel-2');
    await map.schrijf('partijen/dov.yaml', nieuw.partij);
    await tekenOm(BEGIN.add({ hours: 1 }), [nieuw, ...partijen.slice(1)]);
    klok.zet(BEGIN.add({ hours: 2 }));
    expect((await toon()).zegt).toMatch(/990001 .*; telt niet: van voor de handtekening onder de akte$/);
    expect(await akkoord('990001')).toEqual({ goed: true, zegt: expect.stringContaining('akkoord vastgelegd') });
    expect(await toon()).toMatchObject({ zegt: expect.not.stringContaining('telt niet') });
    expect((await toon('990001')).zegt).toMatch(/^[^\n]+\)\n[^\n]+, gestopt 2025-03-01 12:00 [^\n]+$/);
  });

  test('what a machine wrote whose clock is ahead does not count yet by this clock, and is not said anew', async () => {
    klok.zet(BEGIN.add({ minutes: 5 }));
    await akkoord('990001');
    klok.zet(BEGIN);
    expect((await toon()).zegt).toMatch(/990001 .*; telt niet: de klok van deze machine is nog niet zover$/);
    expect(await akkoord('990001')).toMatchObject({ goed: true, zegt: expect.stringContaining('er verandert niets') });
    klok.zet(BEGIN.add({ minutes: 6 }));
    expect(await toon()).toMatchObject({ zegt: expect.not.stringContaining('telt niet') });
  });

  test.each([
    ['a stamp', () => map.schrijfProtocol(NAAM, metStempel, ...partijen)],
    [
      'a signature under our file',
      () => tekenOm(Temporal.Instant.from(VANAVOND), partijen, protocolbytes(undefined, NAAM)),
    ],
  ])('nobody can agree before a moment of that day: %s', async (_, schrijf) => {
    await schrijf();
    const teVroeg =
      'de laatste handtekening onder de akte is van later (2025-03-01 20:00): wat een school daarvoor verklaart, telt niet';
    expect(await akkoord('990001')).toEqual({ goed: false, zegt: `990001: ${teVroeg}` });
    expect(await hashes()).toEqual([]);
    klok.zet(Temporal.Instant.from(VANAVOND));
    expect(await akkoord('990001')).toMatchObject({ goed: true });
    expect(await toon()).toMatchObject({ zegt: expect.not.stringContaining('telt niet') });
  });

  test('from a folder that holds an earlier text nobody agrees with anything: it is in force no more', async () => {
    await schrijfAkte('Klassen delen, eerste tekst');
    await akkoord('990001');
    klok.zet(BEGIN.add({ hours: 24 }));
    await schrijfAkte('Klassen delen, tweede tekst');
    await akkoord('990001');
    const [eerste, tweede] = await hashes();
    await schrijfAkte('Klassen delen, eerste tekst');
    klok.zet(BEGIN.add({ hours: 48 }));
    const later = expect.stringMatching(new RegExp(`^! .*latere tekst.* ${tweede}$`, 'm'));
    for (const school of ['990001', '990002']) {
      for (const ja of [true, false]) {
        const { goed, zegt } = await akkoord(school, terminal(`${school}\n`), ja);
        expect([goed, zegt]).toEqual([
          false,
          expect.stringMatching(/niet in werking \(vervangen op .* door [0-9a-f]{64}\)/),
        ]);
      }
    }
    expect((await toon('990001')).zegt).toEqual(later);
    await stop('990001');
    expect((await akkoord('990001')).goed).toBe(false);
    expect(await hashes()).toEqual([eerste, tweede]);
  });
});
