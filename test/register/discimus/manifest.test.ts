import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GeweigerdeLevering } from '../../../src/register/discimus/lezen/geweigerde_levering.ts';
import { beoordeelManifest, leesManifest } from '../../../src/register/discimus/lezen/manifest.ts';
import { Levering } from '../../opzet/register/levering.ts';

const BESTAND = { inhoud: 'inschrijvingen', naam: 'i.csv.gz', rijen: 3, sha256: 'A'.repeat(64) };
const MANIFEST = {
  vorm: 1,
  soort: 'volledig',
  schooljaar: '2026-2027',
  peildatum: '2026-11-22',
  bestanden: [BESTAND],
};

const beoordeel = (rauw: unknown) => beoordeelManifest(Buffer.from(JSON.stringify(rauw)));
const metBestand = (anders: object) => ({ bestanden: [{ ...BESTAND, ...anders }] });

function weigering(doe: () => unknown): GeweigerdeLevering {
  try {
    doe();
  } catch (fout) {
    if (fout instanceof GeweigerdeLevering) return fout;
    throw fout;
  }
  throw new Error('nothing was refused');
}

let levering: Levering;
beforeEach(async () => {
  levering = await Levering.maak();
});
afterEach(() => levering.weg());

test('a manifest, with the hash in small letters', () => {
  expect(beoordeel({ ...MANIFEST, leverancier: 'onbekend' })).toEqual({
    ...MANIFEST,
    bestanden: [{ ...BESTAND, sha256: 'a'.repeat(64) }],
  });
});

test('a byte order mark does no harm', () => {
  expect(beoordeelManifest(Buffer.from(`\ufeff${JSON.stringify(MANIFEST)}`)).vorm).toBe(1);
});

test.each([
  ['2026-07-01', true],
  ['2026-06-30', false],
  ['2027-10-31', true],
  ['2027-11-01', false],
])('peildatum %s near 2026-2027: %s', (peildatum, mag) => {
  if (mag) expect(beoordeel({ ...MANIFEST, peildatum }).peildatum).toBe(peildatum);
  else expect(weigering(() => beoordeel({ ...MANIFEST, peildatum })).message).toContain('peildatum');
});

describe('is refused, naming what is wrong', () => {
  test.each<[object, string]>([
    [{ vorm: 2 }, 'vorm'],
    [{ soort: 'alles' }, 'soort'],
    [{ schooljaar: '2026-2028' }, 'schooljaar'],
    [{ schooljaar: '26-27' }, 'schooljaar'],
    [{ peildatum: '2027-02-29' }, 'peildatum'],
    [{ peildatum: '22/11/2026' }, 'peildatum'],
    [{ bestanden: [] }, 'bestanden'],
    [{ bestanden: [BESTAND, BESTAND] }, 'bestanden'],
    [metBestand({ inhoud: 'leraren' }), 'bestanden[0].inhoud'],
    [metBestand({ rijen: -1 }), 'bestanden[0].rijen'],
    [metBestand({ rijen: '3' }), 'bestanden[0].rijen'],
    [metBestand({ rijen: 1e12 }), 'bestanden[0].rijen'],
    [metBestand({ sha256: 'a'.repeat(63) }), 'bestanden[0].sha256'],
    ...['../i.csv', 'a/i.csv', 'a\\i.csv', '/i.csv', '.i.csv', 'i.csv\0.csv', 'i.xlsx', 'i.csv.zip', 'i.csv\n', ''].map(
      (naam): [object, string] => [metBestand({ naam }), 'bestanden[0].naam'],
    ),
  ])('%j', (anders, pad) => {
    const { code, message } = weigering(() => beoordeel({ ...MANIFEST, ...anders }));
    expect(code).toBe('manifest_ongeldig');
    expect(message).toContain(`${pad}: `);
    expect(message).not.toMatch(/[\n\0]/);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['no JSON', Buffer.from('vorm: 1')],
    ['UTF-16', Buffer.from(`\ufeff${JSON.stringify(MANIFEST)}`, 'utf16le')],
    ['broken UTF-8', Buffer.from('{"vorm":"\xe9"}', 'latin1')],
  ])('%s', (_, bytes) => {
    expect(weigering(() => beoordeelManifest(bytes)).code).toBe('manifest_geen_json');
  });
});

describe('as a file', () => {
  const verwacht = (pad: string, code: string) =>
    expect(leesManifest(pad)).rejects.toMatchObject({ name: 'GeweigerdeLevering', code });

  test('is read', async () => {
    await levering.voegToe('i.csv', 'inschrijvingen', 'x', 0);
    expect(await leesManifest(await levering.schrijfManifest())).toEqual(levering.manifest());
  });

  test('that is missing, a folder, a link or far too long is refused', async () => {
    const pad = (naam: string) => join(levering.map, naam);
    await mkdir(pad('map'));
    await writeFile(pad('lang'), Buffer.alloc(1024 * 1024 + 1, ' '));
    await symlink(pad('lang'), pad('verwijzing'));
    await verwacht(pad('weg'), 'bestand_ontbreekt');
    await verwacht(pad('map'), 'geen_gewoon_bestand');
    await verwacht(pad('lang/verder'), 'bestand_ontbreekt');
    await verwacht(pad('verwijzing'), 'geen_gewoon_bestand');
    await verwacht(pad('lang'), 'manifest_te_groot');
  });
});
