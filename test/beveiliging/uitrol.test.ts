import { generateKeyPairSync } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { JWK } from 'jose';
import { parse } from 'yaml';
import { GEHEIME_INSTELLINGEN } from '../../src/geheimen.ts';
import { type Kluis, ontzegel, verzegel } from '../../src/sleutelkluis.ts';
import { stijlblad } from '../../src/web/stijlblad.ts';

/** What can be read from the sources and the container files. */

const lees = (bestand: string) => readFile(bestand, 'utf8');

async function bronnen(): Promise<[string, string][]> {
  const namen = (await readdir('src', { recursive: true })).filter((naam) => /\.(ts|js)$/.test(naam));
  return Promise.all(namen.map(async (naam) => [naam, await lees(join('src', naam))] as [string, string]));
}

test.each([
  ['weak primitives', /\b(md5|sha-?1|rc4|des-|-ecb|-cbc|createCipher\()/i],
  ['code made from text, or commands of the system', /\beval\(|new Function\(|node:vm|\bexecSync|\bspawn(Sync)?\(/],
  ['patterns made from input', /new RegExp\((?!`\^)/],
  ['certificates that are not checked', /rejectUnauthorized|NODE_TLS_REJECT/],
  ['HTML written by script, or what a page keeps', /innerHTML|document\.write|localStorage|sessionStorage/],
  // A thread of Node gets messages as well: from its parent, or to it.
  ['messages between windows', /(?<!\bparentPort\?\.|#draad\.)\bpostMessage/],
  ['script in a page, or parts from elsewhere', /<script>|\son\w+="|(src|href)="https?:/],
  ['loose comparison', /[^=!]==[^=]|!=[^=]/],
])('no %s in the sources', async (_naam, patroon) => {
  const gezien = await bronnen();
  expect(gezien.length).toBeGreaterThan(80);
  const buiten = gezien.filter(([naam]) => !/^demo|^store\/ingebed/.test(naam));
  expect(buiten.filter(([, tekst]) => patroon.test(tekst)).map(([naam]) => naam)).toEqual([]);
});

test('every package of production is pinned by its hash, and none comes from elsewhere than the registry', async () => {
  const { packages } = JSON.parse(await lees('package-lock.json')) as {
    packages: Record<string, { resolved?: string; integrity?: string; dev?: boolean }>;
  };
  const pakketten = Object.entries(packages).filter(([naam, { dev }]) => naam !== '' && !dev);
  expect(pakketten.length).toBeGreaterThan(50);
  for (const [naam, { resolved = '', integrity }] of pakketten) {
    expect([naam, integrity]).toEqual([naam, expect.stringMatching(/^sha512-/)]);
    expect([naam, resolved]).toEqual([naam, expect.stringMatching(/^$|^https:\/\/registry\.npmjs\.org\//)]);
  }
});

test('docker-compose.yml gives no secret a default value', async () => {
  const tekst = await lees('docker-compose.yml');
  const { services, secrets } = parse(tekst, { merge: true });
  const namen = Object.values<{ environment?: object }>(services).flatMap(({ environment = {} }) =>
    Object.keys(environment),
  );
  for (const naam of [...GEHEIME_INSTELLINGEN, 'POSTGRES_PASSWORD']) expect(namen).not.toContain(naam);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: compose fills it in
  for (const { file } of Object.values<{ file: string }>(secrets)) expect(file).toContain('${LEERID_GEHEIMEN:?}/');
});

test('the pages use four small scripts of their own, and only their own style sheet', async () => {
  expect((await readdir('src/web/assets')).sort()).toEqual([
    'doorsturen.js',
    'leerid.svg',
    'terug.js',
    'voortgang.js',
    'wachtwoord.js',
  ]);
  const toonknop = await lees('src/web/assets/wachtwoord.js');
  expect(toonknop).not.toMatch(/import|fetch|XMLHttp|Beacon|innerHTML|eval|https?:|cookie|Storage/);
  expect(toonknop.trim().split('\n').length).toBeLessThan(40);
  expect((await lees('src/web/assets/doorsturen.js')).trim()).toBe('document.forms[0].submit();');
  expect(await lees('src/web/assets/terug.js')).toMatch(
    /^\/\/[^\n]+\nhistory\.replaceState\(null, '', location\.href\);\n$/,
  );
  // It asks for its own page, and for nothing else.
  const voortgang = await lees('src/web/assets/voortgang.js');
  expect(voortgang.match(/fetch\([^)]*\)/g)).toEqual(['fetch(location.href)']);
  expect(voortgang).not.toMatch(/import|XMLHttp|Beacon|innerHTML|eval|https?:|cookie|Storage/);
  expect(stijlblad()).not.toMatch(/@import|url\(/);
});

test('a sealed key opens only whole, in its own row and with the same master key', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = privateKey.export({ format: 'jwk' }) as JWK;
  const kluis: Kluis = { hoofdsleutel: 'h'.repeat(43), doel: 'ondertekensleutels' };
  const verzegeld = verzegel(kluis, jwk, 'een');
  expect(ontzegel(kluis, verzegeld, 'een')).toEqual(jwk);
  expect(verzegeld.toString('latin1')).not.toContain(String(jwk.d));
  expect(verzegel(kluis, jwk, 'een').equals(verzegeld)).toBe(false);
  expect(() => ontzegel(kluis, verzegeld, 'twee')).toThrow('opent de ondertekensleutels');
  expect(() => ontzegel({ ...kluis, hoofdsleutel: 'i'.repeat(43) }, verzegeld, 'een')).toThrow(
    'opent de ondertekensleutels',
  );
  expect(() => ontzegel({ ...kluis, doel: 'sleutels van het privacylog' }, verzegeld, 'een')).toThrow(
    'opent de sleutels van het privacylog',
  );
  for (const plaats of [0, 12, 28, verzegeld.length - 1]) {
    const gewijzigd = Buffer.from(verzegeld);
    gewijzigd[plaats] = (gewijzigd[plaats] ?? 0) ^ 1;
    expect(() => ontzegel(kluis, gewijzigd, 'een')).toThrow('opent de ondertekensleutels');
  }
});
