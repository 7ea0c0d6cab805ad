import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { leesPartijen } from '../../../src/protocol/index.ts';
import { maakSleutelpaar } from '../../../src/toepassingen/opdrachten/sleutelpaar.ts';

/** `leerid partij sleutelpaar`: the party file stays sound after the command wrote in it. */

const PARTIJ = `# Wie dit is
partij: dov
naam: Departement Onderwijs en Vorming
kbo: 0316.380.841
vestigingseenheid: 2.199.310.989
`;

let map: string;
beforeEach(async () => {
  map = await mkdtemp(join(tmpdir(), 'leerid-partij-'));
  await mkdir(join(map, 'partijen'));
});
afterEach(() => rm(map, { recursive: true }));

const bestand = () => join(map, 'partijen/dov.yaml');
const sleutelpaar = (sleutel: string) => maakSleutelpaar(join(map, 'partijen'), 'dov', join(map, sleutel));

test.each([
  ['no list of keys', PARTIJ],
  ['an empty one', `${PARTIJ}sleutels: []\n`],
  ['only its name', `${PARTIJ}sleutels:\n`],
])('a party file with %s gets a list of one key, then of two', async (_, tekst) => {
  await writeFile(bestand(), tekst);
  expect(await sleutelpaar('een.jwk')).toMatchObject({ goed: true });
  expect(await sleutelpaar('twee.jwk')).toMatchObject({ goed: true });
  const { partijen, fouten } = await leesPartijen(join(map, 'partijen'));
  expect(fouten).toEqual([]);
  const bewaard = await Promise.all(['een.jwk', 'twee.jwk'].map((naam) => readFile(join(map, naam), 'utf8')));
  expect(partijen[0]?.sleutels.map(({ kid }) => kid)).toEqual(bewaard.map((jwk) => JSON.parse(jwk).kid));
  expect(await readFile(bestand(), 'utf8')).toContain('# Wie dit is');
  expect((await stat(join(map, 'een.jwk'))).mode & 0o777).toBe(0o600);
});

test('a key that is there is not overwritten, and the party file stays as it was', async () => {
  await writeFile(bestand(), PARTIJ);
  await writeFile(join(map, 'een.jwk'), 'van iemand anders');
  await expect(sleutelpaar('een.jwk')).rejects.toThrow(/een\.jwk: bestaat al, en wordt niet overschreven$/);
  await expect(sleutelpaar('nergens/een.jwk')).rejects.toThrow(/die map bestaat niet$/);
  expect(await readFile(join(map, 'een.jwk'), 'utf8')).toBe('van iemand anders');
  expect(await readFile(bestand(), 'utf8')).toBe(PARTIJ);
});

test('a party file that can not be written leaves no key behind', async () => {
  await writeFile(bestand(), PARTIJ);
  await mkdir(`${bestand()}.nieuw`);
  await expect(sleutelpaar('een.jwk')).rejects.toThrow('dov.yaml');
  await expect(stat(join(map, 'een.jwk'))).rejects.toThrow('ENOENT');
  expect(await readFile(bestand(), 'utf8')).toBe(PARTIJ);
});

test('where the party file is a link, what it leads to is written', async () => {
  await writeFile(join(map, 'echt.yaml'), PARTIJ);
  await symlink('../echt.yaml', bestand());
  expect(await sleutelpaar('een.jwk')).toMatchObject({ goed: true });
  expect(await readFile(join(map, 'echt.yaml'), 'utf8')).toContain('sleutels:');
});

test('a party file with a fault says which, and one that is not there so', async () => {
  expect(await sleutelpaar('een.jwk')).toEqual({
    regels: [expect.stringMatching(/partij "dov" bestaat niet in/)],
    goed: false,
  });
  await writeFile(bestand(), PARTIJ.replace('841', '842'));
  expect((await sleutelpaar('een.jwk')).regels).toEqual([expect.stringMatching(/dov\.yaml: kbo: het controlegetal/)]);
});
