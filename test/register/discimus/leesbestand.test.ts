import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openBestand } from '../../../src/register/discimus/lezen/leesbestand.ts';
import type { Manifestbestand } from '../../../src/register/discimus/lezen/manifest.ts';
import { Levering } from '../../opzet/register/levering.ts';
import { leesAlles } from './lees.ts';

const KOP = 'code;omschrijving\n';
let levering: Levering;
beforeEach(async () => {
  levering = await Levering.maak();
});
afterEach(() => levering.weg());

/** A file of groups that matches the manifest, unless the test says otherwise. */
const groepen = (bytes: Buffer | string, rijen: number, anders: Partial<Manifestbestand> & { naam?: string } = {}) =>
  levering.voegToe(anders.naam ?? 'g.csv', 'administratieve_groepen', bytes, rijen, anders);

/** The lines with their numbers. `…` stands for a line that is too long. */
async function lees(bestand: Manifestbestand): Promise<string[]> {
  const { regels } = await leesAlles(levering.map, bestand);
  return regels.map(({ nummer, bytes, te_lang }) => `${nummer} ${te_lang ? '…' : bytes.toString()}`);
}

async function verwachtWeigering(bestand: Manifestbestand, code: string, tekst = ''): Promise<void> {
  await expect(leesAlles(levering.map, bestand)).rejects.toMatchObject({
    name: 'GeweigerdeLevering',
    code,
    message: expect.stringContaining(tekst),
  });
}

describe('lines', () => {
  test.each([
    ['LF', `${KOP}1;a\n2;b\n`],
    ['CRLF', `${KOP}1;a\n2;b\n`.replaceAll('\n', '\r\n')],
    ['no ending at the end', `${KOP}1;a\n2;b`],
    ['a byte order mark', `\ufeff${KOP}1;a\n2;b\n`],
    ['empty lines at the end', `${KOP}1;a\n2;b\n\n\r\n\n`],
  ])('%s', async (_, tekst) => {
    expect(await lees(await groepen(tekst, 2))).toEqual(['2 1;a', '3 2;b']);
    expect(await lees(await groepen(gzipSync(tekst), 2, { naam: 'g.csv.gz' }))).toEqual(['2 1;a', '3 2;b']);
  });

  test('the header is apart, in its own order and with what we do not know', async () => {
    const bestand = await groepen('"geheim";omschrijving;"code"\n', 0);
    expect(await leesAlles(levering.map, bestand)).toEqual({ kop: ['geheim', 'omschrijving', 'code'], regels: [] });
  });

  test('JSON Lines have no header', async () => {
    const bestand = await groepen('\ufeff{"a":1}\n{}\n', 2, { naam: 'g.jsonl' });
    expect((await leesAlles(levering.map, bestand)).kop).toBeUndefined();
    expect(await lees(bestand)).toEqual(['1 {"a":1}', '2 {}']);
  });

  test('an empty line before the end is one', async () => {
    expect(await lees(await groepen(`${KOP}\n1;a\n\r\n2;b\n`, 4))).toEqual(['2 ', '3 1;a', '4 ', '5 2;b']);
  });

  test('64 KiB is a line, one byte more is skipped', async () => {
    const net = 'x'.repeat(64 * 1024);
    for (const einde of ['\n', '\r\n']) {
      const bestand = await groepen([KOP.trim(), net, `${net}x`, 'y'.repeat(3_000_000), '1;a', ''].join(einde), 4);
      expect(await lees(bestand)).toEqual([`2 ${net}`, '3 …', '4 …', '5 1;a']);
    }
  });

  test('lines that lie across the pieces of the file are whole, in several batches', async () => {
    const regels = Array.from({ length: 20_000 }, (_, nummer) => `${nummer};${'é'.repeat(nummer % 97)}`);
    const bestand = await groepen(KOP + regels.join('\n'), regels.length);
    expect(await lees(bestand)).toEqual(regels.map((regel, plek) => `${plek + 2} ${regel}`));
    const { regels: pakken } = await openBestand(levering.map, bestand);
    expect((await Array.fromAsync(pakken)).length).toBeGreaterThan(3);
  });

  test('gzip in several members is one file', async () => {
    const bytes = Buffer.concat([gzipSync(`${KOP}1;`), gzipSync('a\n')]);
    expect(await lees(await groepen(bytes, 1, { naam: 'g.csv.gz' }))).toEqual(['2 1;a']);
  });
});

describe('is refused', () => {
  test.each([
    ['the hash is another', `${KOP}1;a\n`, { sha256: '0'.repeat(64) }, 'hash_verschilt'],
    ['there are fewer rows', `${KOP}1;a\n`, { rijen: 2 }, 'rijen_verschillen'],
    ['there are more rows', `${KOP}1;a\n`, { rijen: 0 }, 'rijen_verschillen'],
    ['the file is empty', '', {}, 'bestand_leeg'],
    ['there are only line breaks', '\n\r\n', {}, 'bestand_leeg'],
    ['it is UTF-16', Buffer.from(`\ufeff${KOP}1;a\n`, 'utf16le'), {}, 'geen_utf8'],
    ['it is UTF-16, big end first', Buffer.from(`\ufeff${KOP}`, 'utf16le').swap16(), {}, 'geen_utf8'],
    ['it is UTF-16 without a mark', Buffer.from(`${KOP}1;a\n`, 'utf16le'), {}, 'geen_utf8'],
    ['it is gzip under another name', gzipSync(KOP), {}, 'gzip_zonder_naam'],
    ['it is no gzip', `${KOP}1;a\n`, { naam: 'g.csv.gz' }, 'gzip_beschadigd'],
    ['the gzip ends early', gzipSync(`${KOP}1;a\n`).subarray(0, -9), { naam: 'g.csv.gz' }, 'gzip_beschadigd'],
    ['its quotes are wrong', `"code;omschrijving\n1;a\n`, {}, 'kop_onleesbaar'],
    ['the first line has no end', 'x'.repeat(70_000), {}, 'kop_onleesbaar'],
  ])('when %s', async (_, bytes, anders, code) => {
    await verwachtWeigering(await groepen(bytes, 1, anders), code);
  });

  test('when something follows the gzip that the hash does not know', async () => {
    const heel = gzipSync(`${KOP}1;a\n`);
    const rommel = Buffer.concat([heel, Buffer.alloc(2_000_000, 'x')]);
    const { sha256 } = await groepen(heel, 1, { naam: 'g.csv.gz' });
    await expect(lees(await groepen(rommel, 1, { naam: 'g.csv.gz', sha256 }))).rejects.toMatchObject({
      name: 'GeweigerdeLevering',
    });
  });

  test('when columns are missing or doubled, and only our own are told', async () => {
    await verwachtWeigering(await groepen('Code;Peeters\n', 0), 'kolom_ontbreekt', 'code, omschrijving.');
    await verwachtWeigering(await groepen('code;code;omschrijving;x;x\n', 0), 'kolom_dubbel', 'twee keer: code.');
    expect(await lees(await groepen('code;omschrijving;x;x\n', 0))).toEqual([]);
  });

  test('when it is not there, a folder, a link or a pipe', async () => {
    const heel = await groepen(KOP, 0);
    await mkdir(join(levering.map, 'map.csv'));
    await symlink(join(levering.map, 'g.csv'), join(levering.map, 'link.csv'));
    execFileSync('mkfifo', [join(levering.map, 'pijp.csv')]);
    await verwachtWeigering({ ...heel, naam: 'weg.csv' }, 'bestand_ontbreekt');
    for (const naam of ['map.csv', 'link.csv', 'pijp.csv'])
      await verwachtWeigering({ ...heel, naam }, 'geen_gewoon_bestand');
  });

  test('when it unpacks to far more than its rows can be', async () => {
    const bom = gzipSync(Buffer.concat([Buffer.from(KOP), Buffer.alloc(80 * 1024 * 1024, 'x')]));
    await verwachtWeigering(await groepen(bom, 1, { naam: 'g.csv.gz' }), 'bestand_te_groot');
    const leeg = gzipSync(Buffer.concat([Buffer.from(KOP), Buffer.alloc(20 * 1024 * 1024, '\n'), Buffer.from('x')]));
    await verwachtWeigering(await groepen(leeg, 1, { naam: 'g.csv.gz' }), 'rijen_verschillen');
  });
});

describe('what a manifest promises makes no room', () => {
  /** A reader that continues after the refusal would meet the broken end. */
  const kapot = (bytes: Buffer) => gzipSync(bytes).subarray(0, -9);
  const belofte = { naam: 'g.csv.gz', rijen: 3_000_000 };

  test('for lines that are empty', async () => {
    const leeg = kapot(Buffer.concat([Buffer.from(KOP), Buffer.alloc(16 * 1024 * 1024, '\n')]));
    await verwachtWeigering(await groepen(leeg, 0, belofte), 'rijen_verschillen');
  });

  test('for a line that has no end', async () => {
    const lang = kapot(Buffer.concat([Buffer.from(KOP), Buffer.alloc(80 * 1024 * 1024, 'x')]));
    await verwachtWeigering(await groepen(lang, 0, belofte), 'bestand_te_groot');
  });

  test('for lines that are all too long', async () => {
    const regel = `${'x'.repeat(80 * 1024)}\n`;
    const lang = kapot(Buffer.from(KOP + regel.repeat(1000)));
    await verwachtWeigering(await groepen(lang, 0, belofte), 'bestand_te_groot');
  });
});

describe('the file is closed', () => {
  const open = async () => {
    const paden = (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => ''));
    return (await Promise.all(paden)).filter((pad) => pad.startsWith(levering.map)).length;
  };
  const veel = KOP + '1;a\n'.repeat(200_000);

  test.each(['g.csv', 'g.csv.gz'])('%s: at its end, after a refusal, after leaving, and unread', async (naam) => {
    const bestand = await groepen(naam.endsWith('.gz') ? gzipSync(veel) : veel, 200_000, { naam });
    await leesAlles(levering.map, bestand);
    await expect(lees({ ...bestand, rijen: 5 })).rejects.toThrow();
    await expect(lees({ ...bestand, inhoud: 'scholen' })).rejects.toThrow();
    for await (const _ of (await openBestand(levering.map, bestand)).regels) break;
    {
      await using _ = await openBestand(levering.map, bestand);
      expect(await open()).toBe(1);
    }
    expect(await open()).toBe(0);
  });
});
