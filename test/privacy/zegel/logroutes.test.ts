import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { maakLog } from '../../../src/log.ts';
import { leesCheckpoint } from '../../../src/privacy/boom/checkpoint.ts';
import { wortelVan } from '../../../src/privacy/boom/reeks.ts';
import { hashlezer, tegelpad } from '../../../src/privacy/boom/tegel.ts';
import { leesVkey, type Vkey } from '../../../src/privacy/boom/vkey.ts';
import { openPrivacylog } from '../../../src/privacy/open.ts';
import { schrijfLogrijen } from '../../opzet/database/logrijen.ts';
import { type Idp, startIdp } from '../../opzet/server/idp.ts';
import { leeridBij } from '../../opzet/server/leerid.ts';

/** What anybody may read of the log, from the real server: enough to verify it, and no row. */

let idp: Idp;
beforeAll(async () => {
  idp = await startIdp();
});
afterAll(() => idp.stop());

const haal = (pad: string) => request(idp.issuer).get(`/privacylog/${pad}`).responseType('blob');
const haalTekst = async (pad: string) => String((await haal(pad).expect(200)).body);

/** As the caretaker does it every twenty seconds. */
async function verzegel(aantal: number): Promise<void> {
  await schrijfLogrijen(idp.db, aantal);
  const { rondes = [] } = await openPrivacylog({
    ...idp,
    log: maakLog('silent'),
    neven: { zegelen: idp.db, bezorgen: idp.db },
  });
  await rondes.find(({ door, elke }) => door === 'huismeester' && elke <= 20_000)?.doe();
}

test('a log that is empty has a key and no checkpoint', async () => {
  await haal('checkpoint').expect(404);
  const [regel, ...rest] = (await haalTekst('sleutels')).split('\n');
  expect(rest).toEqual(['']);
  expect(regel).toMatch(/^localhost:\d+\/privacylog\+[0-9a-f]{8}\+\S+ 2026-11-23T09:0\S*Z -$/);
});

describe('with rows', () => {
  beforeAll(async () => {
    await verzegel(300);
    await verzegel(13);
  });

  test('a stranger computes the root of the checkpoint from the tiles', async () => {
    const vkeys = (await haalTekst('sleutels'))
      .trim()
      .split('\n')
      .map((regel) => leesVkey(regel.split(' ')[0] ?? '') as Vkey);
    const { origin, omvang, wortel } = leesCheckpoint(await haalTekst('checkpoint'), vkeys);
    expect({ origin, omvang }).toEqual({ origin: `${new URL(idp.issuer).host}/privacylog`, omvang: 313 });
    const leesHashes = hashlezer(async (niveau, nummer) => {
      const aantal = Math.floor(omvang / 256 ** niveau) - nummer * 256;
      const breedte = aantal < 256 ? aantal : undefined;
      return (await haal(`tile/${tegelpad({ niveau, nummer, breedte })}`).expect(200)).body;
    });
    expect(await wortelVan(omvang, leesHashes)).toEqual(wortel);
  });

  test('tiles may be kept for ever, a checkpoint for seconds', async () => {
    const tegel = await haal('tile/0/000').expect(200).expect('content-type', 'application/octet-stream');
    expect(tegel.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(tegel.body).toHaveLength(8192);
    const checkpoint = await haal('checkpoint').expect('content-type', 'text/plain; charset=utf-8');
    expect(checkpoint.headers['cache-control']).toBe('public, max-age=5');
  });

  test.each([
    ['0/001.p/57', 57 * 32],
    ['0/001.p/44', 44 * 32],
    ['1/000.p/1', 32],
  ])('a partial tile of a checkpoint: %s', async (pad, lengte) => {
    expect((await haal(`tile/${pad}`).expect(200)).body).toHaveLength(lengte);
  });

  test.each([
    ['0/001.p/45', 'of no checkpoint'],
    ['0/001.p/58', 'of more than there is'],
    ['0/001', 'not full yet'],
    ['0/000.p/256', 'not partial'],
    ['0/002', 'beyond the end'],
    ['1/000', 'not full yet'],
    ['1/000.p/2', 'of more than there is'],
    ['2/000.p/1', 'beyond the top'],
    ['63/000', 'far beyond the top'],
    ['0/x999/x999/x999/x999/999', 'far beyond the end'],
    ['63/x999/x999/x999/x999/999.p/255', 'larger than any number'],
    ['64/000', 'no level'],
    ['0/1', 'no path'],
    ['0/000/', 'no path'],
    ['0/%30%30%30', 'no path'],
    ['entries/000', 'rows, which nobody may read'],
    ['entries/000.p/44', 'rows, which nobody may read'],
  ])('not found: %s, %s', async (pad) => {
    const antwoord = await haal(`tile/${pad}`).expect(404);
    expect(antwoord.headers['content-type']).toContain('text/plain');
  });
});

test('the operator sees the key that anybody reads, and changes it beside a running server', async () => {
  const [oude = ''] = (await haalTekst('sleutels')).split(' ');
  expect(leeridBij(idp, 'privacylog', 'sleutel', 'toon').stdout).toContain(`${oude}\n  tekent sinds 2026-11-23 10:0`);
  const { status, stdout } = leeridBij(idp, 'privacylog', 'sleutel', 'wissel');
  expect(status).toBe(0);
  expect(stdout).toContain(`${oude}\n  tekent nog mee tot 2026-12-23`);
  const lijst = await haalTekst('sleutels');
  const nieuwe = lijst.split('\n')[1]?.split(' ')[0] ?? '';
  expect(stdout).toContain(`${nieuwe}\n  tekent sinds 2026-11-23`);
  await verzegel(1);
  const vkeys = [oude, nieuwe].map((tekst) => leesVkey(tekst) as Vkey);
  const { handtekeningen } = leesCheckpoint(await haalTekst('checkpoint'), vkeys);
  expect(handtekeningen.map(({ vkey }) => vkey.tekst)).toEqual([nieuwe, oude]);
});
