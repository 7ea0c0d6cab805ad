import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { leesCheckpoint } from '../../../src/privacy/boom/checkpoint.ts';
import { maakHandtekening } from '../../../src/privacy/boom/notitie.ts';
import { maakVkey, type Vkey } from '../../../src/privacy/boom/vkey.ts';
import { maakGetuige } from '../../../src/privacy/getuigen/getuige.ts';
import { type Getuigenmap, openGetuigenmap } from '../../../src/privacy/getuigen/getuigenmap.ts';
import { getuigenapp } from '../../../src/privacy/getuigen/getuigenroutes.ts';
import { maakGetuigensleutel } from '../../../src/privacy/getuigen/getuigensleutel.ts';
import { maakProefsleutel, Proeflog } from '../../opzet/privacy/proeflog.ts';

/** A witness over HTTP, as C2SP tlog-witness describes it. */

const NU = 1_796_000_000;
let mapnaam: string;
let map: Getuigenmap;
let log: Proeflog;
let fouten: unknown[];
let nu = NU;
const sleutel = maakGetuigensleutel('getuige.example/proef');

beforeEach(async () => {
  mapnaam = await mkdtemp(join(tmpdir(), 'leerid-getuige-'));
  map = await openGetuigenmap(mapnaam);
  log = new Proeflog(undefined, ['een', 'twee', 'drie']);
  fouten = [];
  nu = NU;
});
afterEach(() => rm(mapnaam, { recursive: true }));

const vkeys = () => log.sleutels.map(({ vkey }) => vkey);
function app(logs: Record<string, readonly Vkey[]> = { [log.origin]: vkeys() }, eigen = sleutel, eigenMap = map) {
  const getuige = maakGetuige({ sleutel: eigen, logs: new Map(Object.entries(logs)), map: eigenMap, nu: () => nu });
  return getuigenapp(getuige, (fout) => fouten.push(fout)).callback();
}
const vraag = (aan: ReturnType<typeof app>, verzoek: string) => request(aan).post('/add-checkpoint').send(verzoek);

describe('cosigns a tree that only grew', () => {
  test('first, then more leaves, then the same tree again', async () => {
    const getuige = app();
    for (const [oud, omvang] of [
      [0, 1],
      [1, 3],
      [3, 3],
    ] as const) {
      const { text, status } = await vraag(getuige, await log.verzoek(oud, omvang));
      expect([oud, omvang, status]).toEqual([oud, omvang, 200]);
      const gelezen = leesCheckpoint(`${await log.checkpoint(omvang)}${text}`, [sleutel.vkey]);
      expect(gelezen).toMatchObject({ omvang, handtekeningen: [{ vkey: sleutel.vkey, seconden: NU }] });
    }
  });

  test('the cosignature is over the words of the specification', async () => {
    const { text } = await vraag(app(), await log.verzoek(0));
    const [, naam, base64 = ''] = /^— (\S+) (\S+)\n$/.exec(text) ?? [];
    const bytes = Buffer.from(base64, 'base64');
    const { x = '' } = createPublicKey(sleutel.sleutel).export({ format: 'jwk' });
    const id = createHash('sha256').update(`${naam}\n\x04`).update(Buffer.from(x, 'base64url')).digest().subarray(0, 4);
    expect(bytes.subarray(0, 4)).toEqual(id);
    expect(bytes.readBigUInt64BE(4)).toBe(BigInt(NU));
    const [kop = ''] = (await log.checkpoint()).split('\n\n');
    const bericht = Buffer.from(`cosignature/v1\ntime ${NU}\n${kop}\n`);
    expect(verify(null, bericht, createPublicKey(sleutel.sleutel), bytes.subarray(12))).toBe(true);
  });

  test('an auditor asks what it holds', async () => {
    const getuige = app();
    await request(getuige).get(`/log/${log.origin}/checkpoint`).expect(404);
    await vraag(getuige, await log.verzoek(0)).expect(200);
    const { text } = await request(getuige).get(`/log/${log.origin}/checkpoint`).expect(200);
    expect(leesCheckpoint(text, [...vkeys(), sleutel.vkey]).handtekeningen).toHaveLength(2);
    const { text: wie } = await request(getuige).get('/').expect(200);
    expect(wie).toBe(`${sleutel.vkey.tekst}\nlog ${log.origin}\n`);
  });

  test('a public checkpoint sent again and again costs no signature and no write', async () => {
    const getuige = app();
    const { text: eerste } = await vraag(getuige, await log.verzoek(0));
    nu += 59;
    expect((await vraag(getuige, await log.verzoek(3))).text).toBe(eerste);
    nu += 1;
    expect((await vraag(getuige, await log.verzoek(3))).text).not.toBe(eerste);
  });
});

describe('refuses', () => {
  test('another tree than it saw, with the same size, larger or smaller', async () => {
    const getuige = app();
    await vraag(getuige, await log.verzoek(0)).expect(200);
    const anders = log.splits(['een', 'TWEE', 'drie', 'vier']);
    const zelfdeOmvang = await vraag(getuige, await anders.verzoek(3, 3)).expect(409);
    expect(zelfdeOmvang.headers['content-type']).toBe('text/x.tlog.size');
    expect(zelfdeOmvang.text).toBe('3\n');
    await vraag(getuige, await anders.verzoek(3, 4)).expect(422);
    await vraag(getuige, await anders.verzoek(0, 2)).expect(409);
    const { text } = await request(getuige).get(`/log/${log.origin}/checkpoint`);
    expect(leesCheckpoint(text, vkeys()).wortel).toEqual(leesCheckpoint(await log.checkpoint(), vkeys()).wortel);
  });

  test('an older checkpoint, replayed', async () => {
    const getuige = app();
    const eerste = await log.verzoek(0, 1);
    await vraag(getuige, eerste).expect(200);
    await vraag(getuige, await log.verzoek(1, 3)).expect(200);
    const { text } = await vraag(getuige, eerste).expect(409);
    expect(text).toBe('3\n');
    await vraag(getuige, await log.verzoek(3, 1)).expect(400);
  });

  test('a log that it does not know, and a key that is not the log’s', async () => {
    await vraag(app(), await new Proeflog('ander.example/log', ['een']).verzoek(0)).expect(404);
    const vreemd = new Proeflog(log.origin, ['een'], [maakProefsleutel(log.origin)]);
    await vraag(app(), await vreemd.verzoek(0)).expect(403);
    const vervalst = (await log.verzoek(0)).replace('\n3\n', '\n4\n');
    await vraag(app(), vervalst).expect(403);
  });

  test.each<[string, (goed: string) => string | Buffer]>([
    ['nothing', () => ''],
    ['no old size', (goed) => goed.replace('old 0\n', '')],
    ['a leading zero', (goed) => goed.replace('old 0', 'old 00')],
    ['a size that no number holds', (goed) => goed.replace('old 0', 'old 9007199254740993')],
    ['no empty line', (goed) => goed.replace('old 0\n\n', 'old 0\n')],
    ['a hash that is none', (goed) => goed.replace('old 0\n', 'old 0\nAAAA\n')],
    ['base64 of another spelling', (goed) => goed.replace('old 0\n', `old 0\n${'A'.repeat(42)}B=\n`)],
    ['too many hashes', (goed) => goed.replace('old 0\n', `old 0\n${`${'A'.repeat(43)}=\n`.repeat(64)}`)],
    ['carriage returns', (goed) => goed.replaceAll('\n', '\r\n')],
    ['bytes that are no UTF-8', (goed) => Buffer.concat([Buffer.from(goed), Buffer.from([0xff, 0x0a])])],
    ['more than any log sends', (goed) => goed + 'x'.repeat(40_000)],
  ])('garbage: %s', async (_wat, maak) => {
    const { status } = await request(app())
      .post('/add-checkpoint')
      .send(maak(await log.verzoek(0)) as string);
    expect([400, 404]).toContain(status);
    expect(await map.lees(log.origin)).toBeUndefined();
    expect(fouten).toEqual([]);
  });

  test('a root of the empty tree that is not its root, and a proof where none belongs', async () => {
    const leeg = new Proeflog(undefined, []);
    const getuige = app({ [leeg.origin]: leeg.sleutels.map(({ vkey }) => vkey) });
    const metHash = (verzoek: string) => verzoek.replace('old 0\n', `old 0\n${'A'.repeat(43)}=\n`);
    await vraag(getuige, metHash(await leeg.verzoek(0))).expect(422);
    await vraag(getuige, await leeg.verzoek(0)).expect(200);
    await vraag(app(), metHash(await log.verzoek(0))).expect(422);
  });
});

describe('a fork', () => {
  test('shown to one witness each: whoever saw the first tree refuses the second, and a comparison shows both', async () => {
    const tweede = await mkdtemp(join(tmpdir(), 'leerid-getuige-'));
    const andereMap = await openGetuigenmap(tweede);
    const andereSleutel = maakGetuigensleutel('getuige.example/ander');
    const [eerste, ander] = [app(), app(undefined, andereSleutel, andereMap)];
    const gespleten = log.splits(['een', 'twee', 'DRIE', 'vier']);
    await vraag(eerste, await log.verzoek(0)).expect(200);
    await vraag(ander, await gespleten.verzoek(0)).expect(200);
    await vraag(eerste, await gespleten.verzoek(3)).expect(422);
    log.bladen.push('vier', 'vijf');
    await vraag(ander, await log.verzoek(4)).expect(422);
    await rm(tweede, { recursive: true });
  });

  test('two requests at once from the same size: one tree, the other is told', async () => {
    const getuige = app();
    await vraag(getuige, await log.verzoek(0, 1)).expect(200);
    const anders = log.splits(['een', 'iets', 'anders']);
    const antwoorden = await Promise.all([
      vraag(getuige, await log.verzoek(1)),
      vraag(getuige, await anders.verzoek(1)),
    ]);
    expect(antwoorden.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('what it remembers', () => {
  test('stands before the answer: if it can’t be written, nothing is signed', async () => {
    const kapot: Getuigenmap = { ...map, bewaar: () => Promise.reject(new Error('schijf vol')) };
    const { status, text } = await vraag(app(undefined, sleutel, kapot), await log.verzoek(0));
    expect(status).toBe(500);
    expect(text).not.toContain('—');
    expect(fouten).toEqual([expect.objectContaining({ message: 'schijf vol' })]);
    await vraag(app(), await log.verzoek(0)).expect(200);
  });

  test('a file that was changed or can’t be read: nothing is signed', async () => {
    await vraag(app(), await log.verzoek(0)).expect(200);
    const [bestand = ''] = [join(mapnaam, `${createHash('sha256').update(log.origin).digest('hex')}.1.checkpoint`)];
    const goed = await readFile(bestand, 'utf8');
    await writeFile(bestand, goed.replace('\n3\n', '\n2\n'));
    await vraag(app(), await log.verzoek(2)).expect(500);
    await writeFile(bestand, '');
    await vraag(app(), await log.verzoek(0)).expect(500);
    await writeFile(bestand, goed);
    await vraag(app(), await log.verzoek(3)).expect(200);
  });

  test('a file that no key signed which counts: nothing is signed', async () => {
    await vraag(app(), await log.verzoek(0)).expect(200);
    const bestand = join(mapnaam, `${createHash('sha256').update(log.origin).digest('hex')}.1.checkpoint`);
    const [kop = ''] = (await readFile(bestand, 'utf8')).split('\n\n');
    const gespleten = log.splits(['een', 'TWEE', 'drie', 'vier']);
    const [andereKop = ''] = (await gespleten.checkpoint(2)).split('\n\n');
    const vreemd = maakGetuigensleutel('iemand.example/anders');
    for (const tekst of [kop, andereKop]) {
      const regel = maakHandtekening(`${tekst}\n`, { naam: vreemd.vkey.naam, sleutel: vreemd.sleutel, seconden: NU });
      await writeFile(bestand, `${tekst}\n\n${regel}`);
      await vraag(app(), await gespleten.verzoek(2)).expect(500);
    }
    expect(fouten).toEqual(fouten.map(() => expect.objectContaining({ message: expect.stringMatching(/geen hand/) })));
  });
});

describe('keys are replaced', () => {
  test('the log’s: with both signatures, whoever knows only one of them follows', async () => {
    const nieuw = maakProefsleutel(log.origin);
    const [oudeVkey] = vkeys();
    const kentOude = app({ [log.origin]: oudeVkey ? [oudeVkey] : [] });
    await vraag(kentOude, await log.verzoek(0, 1)).expect(200);
    log.sleutels = [...log.sleutels, nieuw];
    await vraag(kentOude, await log.verzoek(1, 2)).expect(200);
    log.sleutels = [nieuw];
    await vraag(kentOude, await log.verzoek(2, 3)).expect(403);
    await vraag(app({ [log.origin]: [nieuw.vkey] }), await log.verzoek(2, 3)).expect(200);
  });

  test('its own: it goes on from what the key of before cosigned', async () => {
    await vraag(app(), await log.verzoek(0, 2)).expect(200);
    const nieuw = maakGetuigensleutel('getuige.example/proef');
    const { text } = await vraag(app(undefined, nieuw), await log.verzoek(2, 3)).expect(200);
    expect(leesCheckpoint(`${await log.checkpoint()}${text}`, [nieuw.vkey]).omvang).toBe(3);
    await vraag(app(undefined, nieuw), await log.splits(['x']).verzoek(0)).expect(409);
  });
});

/**
 * Requests that another implementation signed and answers (FiloSottile/torchwood, internal/witness/witness_test.go,
 * TestRace): a log of sizes 1, 3 and 5, with its key.
 */
describe('another implementation’s requests', () => {
  const ORIGIN = 'sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562';
  const PUBLIEK = 'ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f';
  const x = Buffer.from(PUBLIEK, 'hex').toString('base64url');
  const publiek = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const van = (oud: number, bewijs: string[], omvang: number, wortel: string, handtekening: string) =>
    `old ${oud}\n${bewijs.map((hash) => `${hash}\n`).join('')}\n${ORIGIN}\n${omvang}\n${wortel}\n\n— ${ORIGIN} ${handtekening}\n`;
  const hash = (begin: string) => `${begin}${'A'.repeat(43 - begin.length)}=`;
  const EEN = van(
    0,
    [],
    1,
    hash('Kg'),
    'UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY=',
  );
  const DRIE = van(
    1,
    [hash('KgE'), hash('KgI')],
    3,
    'RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=',
    'UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go=',
  );
  const VIJF = van(
    1,
    [hash('KgE'), '+fUDV+k970B4I3uKrqJM4aP1lloPZP8mvr2Z4wRw2LI=', hash('KgQ')],
    5,
    'QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=',
    'UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww=',
  );
  const getuige = () => app({ [ORIGIN]: [maakVkey(ORIGIN, 'ondertekening', publiek)] });

  test('its proofs and signatures hold, and who comes second from the same size is told', async () => {
    await vraag(getuige(), EEN).expect(200);
    await vraag(getuige(), VIJF).expect(200);
    const { text } = await vraag(getuige(), DRIE).expect(409);
    expect(text).toBe('5\n');
  });

  test('a proof of its other tree does not', async () => {
    await vraag(getuige(), EEN).expect(200);
    await vraag(getuige(), DRIE.replace(hash('KgI'), hash('KgQ'))).expect(422);
    await vraag(getuige(), DRIE).expect(200);
  });
});
