import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GeweigerdeLevering } from '../../../src/register/discimus/lezen/geweigerde_levering.ts';
import { openBestand } from '../../../src/register/discimus/lezen/leesbestand.ts';
import { KOLOMMEN } from '../../../src/register/discimus/lezen/leveringskolommen.ts';
import { beoordeelManifest, type Manifestbestand } from '../../../src/register/discimus/lezen/manifest.ts';
import { maakOntleder } from '../../../src/register/discimus/lezen/ontleder.ts';
import { Levering } from '../../opzet/register/levering.ts';
import { alsCsv, csvRegel, geldigeRegel, KOP, SCHOOLJAAR } from '../../opzet/register/voorbeeldregels.ts';
import { keur } from './lees.ts';
import { type Mutatie, mutaties } from './mutatie.ts';

let levering: Levering;
beforeAll(async () => {
  levering = await Levering.maak();
});
afterAll(() => levering.weg());

const RIJEN = 20;
const regels = Array.from({ length: RIJEN }, (_, nummer) => geldigeRegel(nummer));
const csv = Buffer.from([KOP, ...regels.map(csvRegel), ''].join('\n'));
const gequoot = regels.map((regel) =>
  alsCsv(
    KOLOMMEN.inschrijvingen.map((kolom) => regel[kolom]),
    true,
  ),
);

const vorm = fc.constantFrom<[string, Buffer]>(
  ['i.csv', csv],
  ['i.csv', Buffer.from([KOP, ...gequoot, ''].join('\r\n'))],
  ['i.jsonl', Buffer.from(regels.map((regel) => JSON.stringify(regel)).join('\n'))],
);
/** Damage to a file as a whole. */
const alsGeheel = fc.constantFrom<Mutatie>(
  (bytes) => bytes,
  (bytes) => bytes,
  (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]),
  (bytes) => Buffer.from(bytes.toString(), 'utf16le'),
  (bytes) => Buffer.from(`\ufeff${bytes}`, 'utf16le').swap16(),
  (bytes) => Buffer.from(bytes.toString(), 'latin1'),
  (bytes) => Buffer.from(bytes.toString().replaceAll(';', ',')),
  (bytes) => Buffer.from(bytes.toString().replaceAll('\n', '\r')),
  (bytes) => Buffer.from(bytes.toString().replaceAll('\n', '\n\n')),
  (bytes) => Buffer.concat([bytes, Buffer.alloc(70_000, 'x'), Buffer.from('\n'), bytes]),
  (bytes) => Buffer.concat([bytes, Buffer.alloc(500, '\n')]),
  (bytes) => gzipSync(bytes),
);
const manifest = fc.record(
  { rijen: fc.constantFrom(0, 1, 2 * RIJEN), sha256: fc.constant('0'.repeat(64)) },
  { requiredKeys: [] },
);
const bestand = fc.record({
  vorm,
  alsGeheel,
  voor: mutaties,
  gz: fc.boolean(),
  na: fc.oneof({ arbitrary: fc.constant<Mutatie>((bytes) => bytes), weight: 2 }, mutaties),
  manifest: fc.oneof({ arbitrary: fc.constant({}), weight: 4 }, manifest),
});

/** Lines in the bytes, counted in another way than the reader does. */
function telRijen(bytes: Buffer, isCsv: boolean): number {
  const alle = bytes.toString('latin1').split('\n');
  return Math.max(0, alle.findLastIndex((regel) => regel !== '' && regel !== '\r') + (isCsv ? 0 : 1));
}

async function lees(beschreven: Manifestbestand): Promise<{ rijen: number; goed: number }> {
  await using geopend = await openBestand(levering.map, beschreven);
  const ontleed = maakOntleder('inschrijvingen', geopend.kop, SCHOOLJAAR);
  const geteld = { rijen: 0, goed: 0 };
  for await (const pak of geopend.regels) {
    const gelezen = ontleed(pak);
    keur(pak, gelezen);
    geteld.rijen += pak.length;
    geteld.goed += gelezen.goed.length;
  }
  return geteld;
}

test('600 mutated files: every row accounted for, or a refusal in one line', async () => {
  const codes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(bestand, async ({ vorm: [naam, heel], alsGeheel, voor, gz, na, manifest }) => {
      const tekst = voor(alsGeheel(heel));
      const bytes = na(gz ? gzipSync(tekst) : tekst);
      const rijen = telRijen(gz ? uitgepakt(bytes) : bytes, naam === 'i.csv');
      const beschreven = await levering.voegToe(gz ? `${naam}.gz` : naam, 'inschrijvingen', bytes, rijen, manifest);
      let afloop = 'gelezen';
      try {
        const geteld = await lees(beschreven);
        expect(geteld.rijen).toBe(beschreven.rijen);
        if (bytes === heel) expect(geteld.goed).toBe(RIJEN);
      } catch (fout) {
        if (!(fout instanceof GeweigerdeLevering)) throw fout;
        expect(fout.message).toMatch(/^[^\n\0]{20,400}$/);
        expect(fout.message).not.toMatch(/Peeters|Amrani|UP-|school\.example/);
        afloop = fout.code;
      }
      codes.set(afloop, (codes.get(afloop) ?? 0) + 1);
    }),
    { numRuns: 600, endOnFailure: true },
  );
  for (const afloop of [
    'gelezen',
    'geen_utf8',
    'gzip_beschadigd',
    'hash_verschilt',
    'rijen_verschillen',
    'kolom_ontbreekt',
  ])
    expect([...codes.keys()]).toContain(afloop);
});

/** The result of gunzip. Empty for a broken file, which is refused anyway. */
function uitgepakt(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes);
  } catch {
    return Buffer.alloc(0);
  }
}

test('2 000 mutated manifests: a manifest or a refusal in one line', () => {
  const heel = Buffer.from(
    JSON.stringify({
      ...levering.manifest(),
      bestanden: [{ inhoud: 'inschrijvingen', naam: 'i.csv', rijen: 1, sha256: 'a'.repeat(64) }],
    }),
  );
  fc.assert(
    fc.property(mutaties, (muteer) => {
      try {
        expect(beoordeelManifest(muteer(heel)).bestanden[0]?.naam).toMatch(/^[A-Za-z0-9._-]+$/);
      } catch (fout) {
        if (!(fout instanceof GeweigerdeLevering)) throw fout;
        expect(fout.message).toMatch(/^[^\p{C}]{20,2100}$/u);
      }
    }),
    { numRuns: 2000 },
  );
});
