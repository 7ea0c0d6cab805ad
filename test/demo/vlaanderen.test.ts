import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { schrijfDemoVlaanderen } from '../../src/demo/opdrachten/schrijf_demo_vlaanderen.ts';
import { type Opdracht, schrijfVlaanderen } from '../../src/demo/vlaanderen/index.ts';
import { systeemklok } from '../../src/klok.ts';
import { Herkenning, type Levering, leesLevering, type Rij, telt } from './levering.ts';
import { fouten } from './regels.ts';
import { tellen } from './tellen.ts';

const NACHTEN = [1, 2, 3, 4];
const peildatum = Temporal.PlainDate.from('2026-11-22');
const gewoon = { leerlingen: 12_000, zaad: 1, nachten: 4, verandering: 0.01, peildatum, twijfel: false };

let werkmap: string;
let volledig: Levering[];
let wijzigingen: Levering[];
beforeAll(async () => {
  werkmap = await mkdtemp(join(tmpdir(), 'leerid-vlaanderen-'));
  volledig = await lever('volledig', {});
  wijzigingen = await lever('wijzigingen', { soort: 'wijzigingen' });
}, 120_000);
afterAll(() => rm(werkmap, { recursive: true }));

async function lever(naam: string, opdracht: Partial<Opdracht>): Promise<Levering[]> {
  const map = join(werkmap, naam);
  const wens = { ...gewoon, soort: 'volledig', vorm: 'csv', ongecomprimeerd: true, map, ...opdracht } as const;
  const verslagen = await schrijfVlaanderen(wens);
  return Promise.all(verslagen.map((verslag) => leesLevering(verslag.map)));
}

const eerste = () => volledig[0] as Levering;
const deel = (rijen: Rij[], geldt: (rij: Rij) => boolean) => rijen.filter(geldt).length / rijen.length;

describe('the same on every machine', () => {
  test('the lines of a small delivery are these, to the byte', async () => {
    const [nacht] = await lever('klein', { leerlingen: 500, nachten: 1 });
    const { sha256 } = nacht?.manifest.bestanden.find(({ inhoud }) => inhoud === 'inschrijvingen') ?? {};
    expect(sha256).toBe('29a33eff18fb05e8d3643eeee2b9265a1feed4a9aec63b7a2fcad939739fe5f1');
  });

  test('the same seed gives the same files, another seed others', async () => {
    const klein = { leerlingen: 2000, nachten: 2 };
    const hashes = (nachten: Levering[]) =>
      nachten.flatMap(({ manifest }) => manifest.bestanden.map((een) => een.sha256));
    const een = hashes(await lever('een', klein));
    expect(hashes(await lever('nog-eens', klein))).toEqual(een);
    expect(hashes(await lever('ander', { ...klein, zaad: 2 }))[3]).not.toBe(een[3]);
  });

  test('a night does not depend on how many come after it', async () => {
    const minder = await lever('minder', { nachten: 2 });
    expect(minder.map(({ manifest }) => manifest)).toEqual(volledig.slice(0, 2).map(({ manifest }) => manifest));
  });

  test('compressed JSON Lines say the same as CSV', async () => {
    const [json] = await lever('json', { nachten: 1, vorm: 'jsonl', ongecomprimeerd: false });
    expect(json?.manifest.bestanden.map(({ naam }) => naam)).toContain('inschrijvingen.jsonl.gz');
    expect(json?.inschrijvingen).toEqual(eerste().inschrijvingen);
    expect(json?.scholen).toEqual(eerste().scholen);
  });
});

describe('proportions', () => {
  test.each([
    ['111', 0.214],
    ['211', 0.35],
    ['221', 0.022],
    ['311', 0.383],
    ['321', 0.021],
  ])('hoofdstructuur %s', (hoofdstructuur, verwacht) => {
    const gevonden = deel(eerste().inschrijvingen, (rij) => rij.hoofdstructuur === hoofdstructuur);
    expect(gevonden).toBeGreaterThan(verwacht * 0.85);
    expect(gevonden).toBeLessThan(verwacht * 1.15);
  });

  test('1 to 2 % without INSZ, some BIS, few e-mails, 2 % more lines than pupils', () => {
    const { inschrijvingen, verwacht } = eerste();
    const zonder = deel(inschrijvingen, ({ insz }) => insz === '');
    expect(zonder).toBeGreaterThan(0.01);
    expect(zonder).toBeLessThan(0.02);
    expect(deel(inschrijvingen, ({ email }) => email !== '')).toBeLessThan(0.05);
    expect(verwacht.stand.bis / verwacht.stand.leerlingen).toBeGreaterThan(0.003);
    expect(inschrijvingen.length / gewoon.leerlingen).toBeCloseTo(1.02, 2);
  });

  test('schools are small and large, and none has the number of a real one', () => {
    const { scholen, inschrijvingen } = eerste();
    const grootten = [...Map.groupBy(inschrijvingen, (rij) => rij.instellingsnummer).values()].map((van) => van.length);
    expect(Math.max(...grootten)).toBeGreaterThan(5 * Math.min(...grootten));
    expect(scholen.every(({ instellingsnummer }) => /^90[0-9]{4}$/.test(instellingsnummer ?? ''))).toBe(true);
    expect(scholen.every(({ naam }) => naam?.startsWith('Voorbeeld'))).toBe(true);
  });

  test('names in many scripts and odd forms', () => {
    const namen = eerste().inschrijvingen.map(({ voornaam, naam }) => `${voornaam}|${naam}`);
    for (const vorm of [/\p{Script=Cyrillic}|\p{Script=Arabic}/u, /^-\|/, /^.\|/u, /.{100}/, /"/, /;/, /[’']/, /[şğİ]/])
      expect(namen.filter((naam) => vorm.test(naam))).not.toEqual([]);
    expect(namen.filter((naam) => naam !== naam.normalize('NFC'))).not.toEqual([]);
  });
});

describe('valid under docs/discimus.md', () => {
  test.each(NACHTEN)('night %i', (nacht) => {
    expect(fouten(volledig[nacht - 1] as Levering)).toEqual([]);
  });

  test('whatever the seed, the size, the day and the change', async () => {
    const wensen = fc.record({
      zaad: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      leerlingen: fc.integer({ min: 10, max: 1500 }),
      nachten: fc.integer({ min: 1, max: 5 }),
      verandering: fc.constantFrom(0.001, 0.01, 0.05),
      soort: fc.constantFrom('volledig' as const, 'wijzigingen' as const),
      peildatum: fc.constantFrom('2026-09-01', '2026-09-02', '2027-02-28', '2027-08-27').map(Temporal.PlainDate.from),
    });
    const eigenschap = fc.asyncProperty(wensen, async (wens) => {
      for (const nacht of await lever('eigenschap', wens)) expect(fouten(nacht)).toEqual([]);
    });
    await fc.assert(eigenschap, { numRuns: 12 });
  });
});

describe('the story of the nights', () => {
  test('verwacht.json tells what the lines tell', () => {
    expect(volledig.map(({ verwacht }) => verwacht.stand)).toEqual(tellen(volledig));
  });

  test('of each kind something happens, and about one line in a hundred changes', () => {
    const soorten = volledig.slice(1).flatMap(({ verwacht }) => Object.keys(verwacht.gebeurtenissen));
    expect([...new Set(soorten)].sort()).toEqual([
      'bis_naar_rijksregister',
      'email',
      'groep',
      'identificatie',
      'naam',
      'nieuw',
      'nieuw_schoolnummer',
      'realisatie',
      'samenvoeging',
      'terugkeer',
      'uitschrijving',
      'verdwijning',
      'verhuizing',
      'vestigingsplaats',
    ]);
    const { nieuw_schoolnummer: _, ...rest } = volledig[1]?.verwacht.gebeurtenissen ?? {};
    const veranderd = Object.values(rest).reduce((som, aantal) => som + aantal, 0);
    expect(veranderd / gewoon.leerlingen).toBeGreaterThan(0.008);
    expect(veranderd / gewoon.leerlingen).toBeLessThan(0.018);
  });

  test('as many pupils change as verwacht.json says', () => {
    const herkenning = new Herkenning();
    for (const rij of volledig.flatMap((nacht) => nacht.inschrijvingen)) herkenning.wie(rij);
    const regels = (nacht: Levering) => new Map(nacht.inschrijvingen.map((rij) => [Object.values(rij).join(';'), rij]));
    volledig.slice(1).forEach((nacht, plaats) => {
      const [voor, na] = [regels(volledig[plaats] as Levering), regels(nacht)];
      const anders = [...voor.keys()].filter((regel) => !na.has(regel)).map((regel) => voor.get(regel) as Rij);
      const nieuwe = [...na.keys()].filter((regel) => !voor.has(regel)).map((regel) => na.get(regel) as Rij);
      const wie = new Set([...anders, ...nieuwe].map((rij) => herkenning.wie(rij)));
      expect(wie.size).toBe(Object.values(nacht.verwacht.gebeurtenissen).reduce((som, aantal) => som + aantal, 0));
    });
  });

  test('a stamnummer stays with its pupil, also under a new number of the school', () => {
    const opvolgers = new Map(
      volledig.flatMap(({ scholen }) =>
        scholen.flatMap((een) => (een.opvolger ? [[een.opvolger, een.instellingsnummer]] : [])),
      ) as [string, string][],
    );
    expect(opvolgers.size).toBeGreaterThan(0);
    const geboren = new Map<string, string | undefined>();
    for (const rij of volledig.flatMap((nacht) => nacht.inschrijvingen).filter(telt)) {
      const school = rij.instellingsnummer ?? '';
      const stamnummer = `${opvolgers.get(school) ?? school}/${rij.stamnummer}`;
      if (!geboren.has(stamnummer)) geboren.set(stamnummer, rij.geboortedatum);
      if (rij.geboortedatum !== geboren.get(stamnummer)) throw new Error(`${stamnummer} went to another pupil`);
    }
  });

  test('the changes alone lead to the same enrolments as the full deliveries', () => {
    const herkenning = new Herkenning();
    for (const rij of [...volledig, ...wijzigingen].flatMap((nacht) => nacht.inschrijvingen)) herkenning.wie(rij);
    const sleutel = (rij: Rij) =>
      [herkenning.wie(rij), rij.instellingsnummer, rij.administratieve_groep, rij.van].join('/');
    const stand = new Map<string, Rij>();
    wijzigingen.forEach((nacht, plaats) => {
      for (const rij of nacht.inschrijvingen) stand.set(sleutel(rij), rij);
      const vol = new Map(volledig[plaats]?.inschrijvingen.map((rij) => [sleutel(rij), rij]));
      expect([...vol].filter(([welke, rij]) => !isDeepStrictEqual(stand.get(welke), rij))).toEqual([]);
      const verdwenen = [...stand].filter(([welke]) => !vol.has(welke));
      expect(verdwenen.every(([, { tot }]) => tot !== '')).toBe(true);
      expect(nacht.verwacht.stand).toEqual(volledig[plaats]?.verwacht.stand);
    });
    expect(wijzigingen.map(({ manifest }) => manifest.soort)).toEqual(['volledig', ...Array(3).fill('wijzigingen')]);
    expect(wijzigingen.slice(1).every((nacht) => nacht.inschrijvingen.length < 800)).toBe(true);
  });

  test('in doubt, only the stamnummer tells that it is the same pupil', async () => {
    const [, nacht] = await lever('twijfel', { nachten: 2, twijfel: true });
    const bekend = new Set(eerste().inschrijvingen.map(({ insz }) => insz));
    const gewisseld = (nacht?.inschrijvingen ?? []).filter(
      ({ insz, unieke_persoon, instellingsnummer, stamnummer }) => {
        const zelfde = (een: Rij) => een.instellingsnummer === instellingsnummer && een.stamnummer === stamnummer;
        return insz && !unieke_persoon && !bekend.has(insz) && stamnummer && eerste().inschrijvingen.some(zelfde);
      },
    );
    expect(gewisseld.length).toBeGreaterThan(0);
    expect(new Set(gewisseld.map(({ insz }) => insz)).size).toBe(nacht?.verwacht.gebeurtenissen.sleutelwissel);
  });

  test('each night is a day further, in one school year', async () => {
    const dagen = volledig.map(({ manifest }) => manifest.peildatum);
    expect(dagen).toEqual(['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25']);
    expect(eerste().manifest.schooljaar).toBe('2026-2027');
    const teLaat = { leerlingen: 100, peildatum: Temporal.PlainDate.from('2027-08-30'), nachten: 3 };
    await expect(lever('te-laat', teLaat)).rejects.toThrow('volgende schooljaar');
  });
});

test('the command tells in Dutch what it wrote, or what is wrong', async () => {
  const map = join(werkmap, 'opdracht');
  const { regels, goed } = await schrijfDemoVlaanderen(systeemklok, {
    map,
    leerlingen: '300',
    peildatum: '2026-11-22',
  });
  expect(regels).toEqual([expect.stringMatching(/nacht-1: 3[0-9]{2} inschrijvingen$/)]);
  expect(goed).toBe(true);
  const fout = await schrijfDemoVlaanderen(systeemklok, { map, leerlingen: 'veel', vorm: 'xml' });
  expect(fout.goed).toBe(false);
  expect(fout.regels.join()).toContain('een getal van 10 tot 2000000');
});

test('production never loads the demo', async () => {
  const gezien = new Set<string>();
  const loop = async (bestand: string): Promise<void> => {
    if (gezien.has(bestand)) return;
    gezien.add(bestand);
    const tekst = await readFile(bestand, 'utf8');
    for (const [, pad] of tekst.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g))
      await loop(join(dirname(bestand), pad ?? ''));
  };
  await loop('src/main.ts');
  expect(gezien.size).toBeGreaterThan(50);
  expect([...gezien].filter((bestand) => bestand.includes('demo'))).toEqual([]);
});
