import { beforeAll, describe, expect, test } from '@jest/globals';
import { calculateJwkThumbprint, FlattenedSign, importJWK } from 'jose';
import {
  beoordeelHandtekeningen,
  handtekeningenschema,
  onderteken,
} from '../../src/protocol/ondertekening/handtekening.ts';
import { partijschema } from '../../src/protocol/ondertekening/partij.ts';
import { GETEKEND_OP, maakOndertekenaar, type Ondertekenaar, teken } from '../opzet/stukken/configmap.ts';

const BESTAND = new TextEncoder().encode('protocol: voorbeeld\ntitel: Eén letter is al te veel\n');
const KLOPT_NIET = { geldig: false, reden: 'klopt_niet' };

let dov: Ondertekenaar;
let leverancier: Ondertekenaar;
let vreemde: Ondertekenaar;
beforeAll(async () => {
  [dov, leverancier, vreemde] = await Promise.all([
    maakOndertekenaar('dov', 'EdDSA'),
    maakOndertekenaar('leverancier', 'ES256'),
    maakOndertekenaar('vreemde'),
  ]);
});

const partijen = () => [dov.partij, leverancier.partij];
const kop = (velden: object) => Buffer.from(JSON.stringify(velden)).toString('base64url');

async function oordeel(handtekening: { protected: string; signature: string }, bytes: Uint8Array = BESTAND) {
  const [eerste] = await beoordeelHandtekeningen(bytes, { signatures: [handtekening] }, partijen());
  return eerste;
}

test('EdDSA and ES256 verify, and tell who signed when', async () => {
  const oordelen = await beoordeelHandtekeningen(BESTAND, await teken(BESTAND, dov, leverancier), partijen());
  const ondertekend_op = GETEKEND_OP.toString();
  const vingerafdruk = ({ prive }: typeof dov) => calculateJwkThumbprint(prive);
  expect(oordelen).toEqual([
    { geldig: true, partij: 'dov', kid: 'dov-sleutel-1', vingerafdruk: await vingerafdruk(dov), ondertekend_op },
    {
      ...{ geldig: true, partij: 'leverancier', kid: 'leverancier-sleutel-1', ondertekend_op },
      vingerafdruk: await vingerafdruk(leverancier),
    },
  ]);
});

test('any changed byte breaks both signatures', async () => {
  const getekend = await teken(BESTAND, dov, leverancier);
  for (const plaats of [0, 9, BESTAND.length - 1]) {
    const gewijzigd = BESTAND.with(plaats, (BESTAND[plaats] ?? 0) ^ 1);
    const oordelen = await beoordeelHandtekeningen(gewijzigd, getekend, partijen());
    expect(oordelen).toEqual([expect.objectContaining(KLOPT_NIET), expect.objectContaining(KLOPT_NIET)]);
  }
  const langer = await beoordeelHandtekeningen(Buffer.concat([BESTAND, Buffer.from('\n')]), getekend, partijen());
  expect(langer.map(({ geldig }) => geldig)).toEqual([false, false]);
});

test('a key that no party file holds is unknown', async () => {
  expect(await oordeel(await onderteken(BESTAND, vreemde.prive, GETEKEND_OP))).toEqual({
    geldig: false,
    kid: 'vreemde-sleutel-1',
    reden: 'onbekende_partij',
  });
});

test('a foreign key under the name of a known one does not verify', async () => {
  const vervalst = { ...vreemde.prive, kid: 'dov-sleutel-1' };
  expect(await oordeel(await onderteken(BESTAND, vervalst, GETEKEND_OP))).toMatchObject(KLOPT_NIET);
});

test('the key of one party under the name of another does not verify', async () => {
  const verwisseld = { ...leverancier.prive, kid: 'dov-sleutel-1' };
  expect(await oordeel(await onderteken(BESTAND, verwisseld, GETEKEND_OP))).toMatchObject(KLOPT_NIET);
});

test('one unknown signature besides leaves the others what they are', async () => {
  const oordelen = await beoordeelHandtekeningen(BESTAND, await teken(BESTAND, dov, vreemde), partijen());
  expect(oordelen.map(({ geldig }) => geldig)).toEqual([true, false]);
});

describe('a header that was tampered with', () => {
  const goed = { alg: 'EdDSA', kid: 'dov-sleutel-1', ondertekend_op: '2024-06-15T10:00:00Z' };

  test.each([
    ['no base64url', '%%%'],
    ['no JSON', Buffer.from('zomaar wat').toString('base64url')],
    ['no object', kop([])],
    ['no kid', kop({ ...goed, kid: undefined })],
    ['no date', kop({ ...goed, ondertekend_op: undefined })],
    ['a date that is none', kop({ ...goed, ondertekend_op: 'gisteren' })],
  ])('%s', async (_, beschermd) => {
    const { signature } = await onderteken(BESTAND, dov.prive, GETEKEND_OP);
    expect(await oordeel({ protected: beschermd, signature })).toEqual({ ...KLOPT_NIET, kid: null });
  });

  test.each([
    ['another signing date', { ...goed, ondertekend_op: '2020-01-01T00:00:00Z' }],
    ['alg none', { ...goed, alg: 'none' }],
    ['HMAC with the public key', { ...goed, alg: 'HS256' }],
    ['the algorithm of another key', { ...goed, alg: 'ES256' }],
    ['a critical extension', { ...goed, crit: ['exp'], exp: 1 }],
  ])('%s', async (_, velden) => {
    const { signature } = await onderteken(BESTAND, dov.prive, GETEKEND_OP);
    expect(await oordeel({ protected: kop(velden), signature })).toMatchObject(KLOPT_NIET);
  });
});

test('a signature that is truncated, empty or padded with rubbish', async () => {
  const goed = await onderteken(BESTAND, leverancier.prive, GETEKEND_OP);
  for (const signature of [goed.signature.slice(0, -4), '', `${goed.signature}AAAA`, '!!!!']) {
    expect(await oordeel({ ...goed, signature })).toMatchObject(KLOPT_NIET);
  }
});

test('a signature over other content than the file is worth nothing', async () => {
  const elders = await new FlattenedSign(new TextEncoder().encode('iets anders'))
    .setProtectedHeader({ alg: 'EdDSA', kid: 'dov-sleutel-1', ondertekend_op: GETEKEND_OP.toString() })
    .sign(await importJWK(dov.prive, 'EdDSA'));
  expect(await oordeel({ protected: elders.protected ?? '', signature: elders.signature })).toMatchObject(KLOPT_NIET);
  expect(handtekeningenschema.safeParse({ signatures: [elders] }).success).toBe(false);
});

test('a key without a name cannot sign', async () => {
  const { kid, ...naamloos } = dov.prive;
  await expect(onderteken(BESTAND, naamloos, GETEKEND_OP)).rejects.toThrow('kid');
});

describe('keys in a party file', () => {
  const metSleutel = (sleutel: object) => partijschema.safeParse({ ...dov.partij, sleutels: [sleutel] });

  test('a private key is refused, for either kind', () => {
    for (const { prive } of [dov, leverancier]) {
      const { error } = metSleutel(prive);
      expect(error?.issues[0]?.path).toEqual(['sleutels', 0, 'd']);
      expect(error?.issues[0]?.message).toContain('privésleutel');
      expect(JSON.stringify(error)).not.toContain(prive.d);
    }
  });

  test('RSA and shared secrets are refused', () => {
    expect(metSleutel({ kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'dov-sleutel-1' }).success).toBe(false);
    expect(metSleutel({ kty: 'oct', k: 'geheim', kid: 'dov-sleutel-1' }).success).toBe(false);
  });
});
