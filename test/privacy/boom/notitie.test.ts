import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { leesCheckpoint, maakCheckpoint } from '../../../src/privacy/boom/checkpoint.ts';
import { leesNotitie, maakHandtekening, maakNotitie } from '../../../src/privacy/boom/notitie.ts';
import { leesVkey, maakVkey, type Vkey } from '../../../src/privacy/boom/vkey.ts';
import { ENOCH, GEEN_VKEYS, GETEKENDE_TEKST, GETUIGENSLEUTEL, PETER, SUMDB } from './gepubliceerd.ts';

/** Signed notes and checkpoints, with keys and signatures of other programs and with our own. */

const vkey = (tekst: string) => leesVkey(tekst) as Vkey;
const [peter, enoch] = [vkey(PETER.vkey), vkey(ENOCH.vkey)];
const metCode = (code: string) => expect.objectContaining({ code });

/** RFC 8410 § 7: a private key of Ed25519 in DER is this, and then its 32 bytes. */
const DER = Buffer.from('302e020100300506032b657004220420', 'hex');
const peterPrive = createPrivateKey({ key: Buffer.concat([DER, PETER.zaad]), format: 'der', type: 'pkcs8' });

describe('published by others', () => {
  test.each([PETER.vkey, ENOCH.vkey, SUMDB.vkey, GETUIGENSLEUTEL])('the key %s', (tekst) => {
    expect(leesVkey(tekst)).toMatchObject({ tekst });
  });

  test('a note that we sign is the same, byte for byte', () => {
    expect(maakNotitie(GETEKENDE_TEKST, [{ naam: 'PeterNeumann', sleutel: peterPrive }])).toBe(
      `${GETEKENDE_TEKST}\n${PETER.regel}`,
    );
    expect(maakVkey('PeterNeumann', 'ondertekening', peterPrive).tekst).toBe(PETER.vkey);
  });

  test('a note with two signatures, by whoever knows one key or both', () => {
    const notitie = `${GETEKENDE_TEKST}\n${PETER.regel}${ENOCH.regel}`;
    expect(leesNotitie(notitie, [peter])).toEqual({
      tekst: GETEKENDE_TEKST,
      handtekeningen: [{ vkey: peter, seconden: undefined, regel: PETER.regel }],
    });
    expect(leesNotitie(notitie, [enoch, peter]).handtekeningen.map((een) => een.vkey)).toEqual([peter, enoch]);
  });

  test('the checkpoint of a log in use', () => {
    const { omvang, wortel } = SUMDB;
    expect(leesCheckpoint(SUMDB.checkpoint, [vkey(SUMDB.vkey)])).toMatchObject({
      origin: 'go.sum database tree',
      omvang,
      wortel,
    });
  });
});

describe('no key', () => {
  test.each(GEEN_VKEYS)('%s', (tekst) => {
    expect(leesVkey(tekst)).toBeUndefined();
  });

  test('whatever part of a key is left out or changed', () => {
    const { vkey: tekst } = PETER;
    for (let begin = 0; begin <= tekst.length; begin++)
      for (let einde = begin; einde <= tekst.length; einde++)
        if (einde - begin < tekst.length) expect(leesVkey(tekst.slice(begin, einde))).toBeUndefined();
    for (let i = 0; i < tekst.length; i++) {
      const volgend = String.fromCharCode(tekst.charCodeAt(i) + 1);
      expect(leesVkey(tekst.slice(0, i) + volgend + tekst.slice(i + 1))).toBeUndefined();
    }
  });

  test.each(['', 'een naam', 'een+naam', 'een\u00a0naam', 'een\nnaam'])('with the name %j', (naam) => {
    expect(() => maakVkey(naam, 'ondertekening', peterPrive)).toThrow('naam van een sleutel');
  });
});

describe('no note', () => {
  const begin = `${GETEKENDE_TEKST}\n`;
  test.each([
    ['without signatures', GETEKENDE_TEKST],
    ['with an empty list of them', begin],
    ['without its last newline', `${begin}${PETER.regel.slice(0, -1)}`],
    ['with a control character', `\u0001${begin}${PETER.regel}`],
    ['with a carriage return', `${begin}${PETER.regel}`.replace('\n', '\r\n')],
    ['with half a character', `\ud800${begin}${PETER.regel}`],
    ['with a space in a name', `${begin}${PETER.regel.replace('PeterNeumann', 'Peter Neumann')}`],
    ['with another line below', `${begin}${PETER.regel}Nog een regel.\n`],
    ['with base64 that is not the one way to write it', `${begin}${PETER.regel.replace('nAM=', 'nAN=')}`],
    ['that is endless', `${'a'.repeat(200_000)}\n\n${PETER.regel}`],
  ])('%s', (_wat, notitie) => {
    expect(() => leesNotitie(notitie, [peter])).toThrow(metCode('vorm'));
  });
});

test('a signature that its key did not make fails the whole note, whoever else signed', () => {
  const vals = PETER.regel.replace('ZJku', 'ZJkv');
  expect(() => leesNotitie(`${GETEKENDE_TEKST}\n${vals}${ENOCH.regel}`, [peter, enoch])).toThrow(
    metCode('valse_handtekening'),
  );
  const kort = `— PeterNeumann ${Buffer.from('c74f20a3ff', 'hex').toString('base64')}\n`;
  expect(() => leesNotitie(`${GETEKENDE_TEKST}\n${kort}`, [peter])).toThrow(metCode('valse_handtekening'));
  expect(leesNotitie(`${GETEKENDE_TEKST}\n${vals}${ENOCH.regel}`, [enoch]).handtekeningen).toHaveLength(1);
});

test('a note of strangers alone is refused', () => {
  expect(() => leesNotitie(`${GETEKENDE_TEKST}\n${PETER.regel}`, [enoch])).toThrow(metCode('onbekende_sleutel'));
});

test('a key that signs twice counts once', () => {
  expect(leesNotitie(`${GETEKENDE_TEKST}\n${PETER.regel}${PETER.regel}`, [peter]).handtekeningen).toHaveLength(1);
  const vals = PETER.regel.replace('ZJku', 'ZJkv');
  expect(() => leesNotitie(`${GETEKENDE_TEKST}\n${PETER.regel}${vals}`, [peter])).toThrow(
    metCode('valse_handtekening'),
  );
});

describe('a checkpoint', () => {
  const log = { naam: 'leerid.example/privacylog', sleutel: generateKeyPairSync('ed25519').privateKey };
  const volgende = { ...log, sleutel: generateKeyPairSync('ed25519').privateKey };
  const getuige = {
    naam: 'getuige.example',
    sleutel: generateKeyPairSync('ed25519').privateKey,
    seconden: 1_795_424_400,
  };
  const inhoud = { origin: log.naam, omvang: 12_345, wortel: Buffer.alloc(32, 7) };
  const vkeys = {
    log: maakVkey(log.naam, 'ondertekening', log.sleutel),
    volgende: maakVkey(log.naam, 'ondertekening', volgende.sleutel),
    getuige: maakVkey(getuige.naam, 'medeondertekening', getuige.sleutel),
  };

  test('goes with the keys before and after a change', () => {
    const notitie = maakCheckpoint(inhoud, [log, volgende]);
    expect(leesCheckpoint(notitie, [vkeys.log])).toMatchObject(inhoud);
    expect(leesCheckpoint(notitie, [vkeys.volgende])).toMatchObject(inhoud);
  });

  test('is cosigned with a moment, which is a part of what is signed', () => {
    const kaal = maakCheckpoint(inhoud, [log]);
    const { tekst } = leesCheckpoint(kaal, [vkeys.log]);
    const notitie = kaal + maakHandtekening(tekst, getuige);
    expect(leesCheckpoint(notitie, Object.values(vkeys)).handtekeningen).toMatchObject([
      { vkey: { tekst: vkeys.log.tekst } },
      { vkey: { tekst: vkeys.getuige.tekst }, seconden: 1_795_424_400 },
    ]);
    const [, regel = ''] = / (\S+)\n$/.exec(notitie) ?? [];
    const bytes = Buffer.from(regel, 'base64');
    bytes.writeUInt8(bytes.readUInt8(11) ^ 1, 11);
    expect(() => leesCheckpoint(notitie.replace(regel, bytes.toString('base64')), [vkeys.getuige])).toThrow(
      metCode('valse_handtekening'),
    );
  });

  test('a cosignature is no signature of the log, nor the reverse', () => {
    const zelfde = { naam: log.naam, sleutel: log.sleutel };
    const alsGetuige = maakVkey(log.naam, 'medeondertekening', log.sleutel);
    expect(() => leesCheckpoint(maakCheckpoint(inhoud, [zelfde]), [alsGetuige])).toThrow(metCode('onbekende_sleutel'));
    expect(() => leesCheckpoint(maakCheckpoint(inhoud, [{ ...zelfde, seconden: 5 }]), [vkeys.log])).toThrow(
      metCode('onbekende_sleutel'),
    );
  });

  test('has room for lines that we do not know', () => {
    const notitie = maakNotitie(`${log.naam}\n5\n${inhoud.wortel.toString('base64')}\nmeer\n`, [log]);
    expect(leesCheckpoint(notitie, [vkeys.log])).toMatchObject({ omvang: 5 });
  });

  test.each([
    ['a leading zero', 'a\n05\nROOT\n'],
    ['a negative size', 'a\n-5\nROOT\n'],
    ['a size above all sizes', 'a\n99999999999999999\nROOT\n'],
    ['a size that a number cannot hold', 'a\n9007199254740993\nROOT\n'],
    ['no origin', '\n5\nROOT\n'],
    ['a short root', 'a\n5\nAAAA\n'],
    ['a root that is not the one way to write it', `a\n5\n${'A'.repeat(42)}B=\n`],
    ['an empty line', 'a\n5\nROOT\n\nmeer\n'],
    ['no root', 'a\n5\n'],
  ])('has never %s', (_wat, tekst) => {
    const notitie = maakNotitie(tekst.replace('ROOT', inhoud.wortel.toString('base64')), [log]);
    expect(() => leesCheckpoint(notitie, [vkeys.log])).toThrow(metCode('vorm'));
  });
});
