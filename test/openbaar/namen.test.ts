import { expect, test } from '@jest/globals';
import { leesProtocol } from '../../src/protocol/index.ts';
import { protocolbytes } from '../opzet/stukken/voorbeeldprotocol.ts';

test('no protocol takes the address of a document of the register itself', () => {
  expect(leesProtocol('schema', protocolbytes(undefined, 'schema')).fouten.join()).toContain('deze naam is al bezet');
  for (const naam of ['feed', 'schemas', 'versies'])
    expect(leesProtocol(naam, protocolbytes(undefined, naam)).fouten).toEqual([]);
});
