import { describe, expect, test } from '@jest/globals';
import { hashVan, leesProtocol } from '../../src/protocol/lezen/lees_protocol.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

const BESTAND = 'config/protocollen/voorbeeld/protocol.yaml';
const lees = (bytes: Uint8Array) => leesProtocol(BESTAND, bytes);
const tekst = (wijzig: (tekst: string) => string) => Buffer.from(wijzig(Buffer.from(protocolbytes()).toString()));

test('the identity of a protocol is the SHA-256 of its bytes', () => {
  expect(hashVan(Buffer.from('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(hashVan(tekst((t) => `${t} `))).not.toBe(hashVan(protocolbytes()));
});

describe('a file that is no YAML', () => {
  test.each([
    ['broken YAML', tekst((t) => `${t}\n  - : [`)],
    ['not UTF-8', Buffer.concat([protocolbytes(), Buffer.from([0x23, 0xe9, 0xff])])],
    ['the same key twice', tekst((t) => `${t}titel: nog eens\n`)],
    ['two documents', tekst((t) => `${t}---\ntitel: nog eens\n`)],
  ])('%s', (_, bytes) => {
    expect(lees(bytes).fouten).toEqual([expect.stringMatching(`^${BESTAND}: geen geldige YAML: .`)]);
  });

  test.each([
    ['empty', ''],
    ['a list', '- 1'],
    ['a word', 'protocol'],
  ])('%s', (_, inhoud) => {
    expect(lees(Buffer.from(inhoud)).fouten).toEqual([expect.stringMatching(`^${BESTAND}: het bestand: .`)]);
  });
});

test.each(['partijen', 'rechtsgrond', 'gegevens', 'bewaring', 'ontvangers', 'looptijd', 'opzegging', 'sanctie'])(
  'missing section %s',
  (deel) => {
    const fouten = lees(protocolbytes((p) => delete p[deel])).fouten;
    expect(fouten).toEqual([expect.stringMatching(`^${BESTAND}: ${deel}[ :]`)]);
  },
);

test.each([
  ['javascript:alert(1)', 1],
  ['data:text/html,x', 1],
  ['ftp://example.be', 1],
  ['http://example.be', 0],
  ['https://example.be/x', 0],
])('a page that publishes the act is on the web: %s', (adres, fouten) => {
  const bytes = protocolbytes((p) => {
    p.transparantie.publicatie[0].adres = adres;
  });
  expect(lees(bytes).fouten).toHaveLength(fouten);
});
