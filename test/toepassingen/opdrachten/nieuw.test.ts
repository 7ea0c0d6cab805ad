import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { leesPartijen, leesProtocollen } from '../../../src/protocol/index.ts';
import { partijschema } from '../../../src/protocol/ondertekening/partij.ts';
import { protocolschema } from '../../../src/protocol/schema/schema.ts';
import { dossierschema } from '../../../src/toepassingen/dossiers/dossier.ts';
import { leesDossiers } from '../../../src/toepassingen/index.ts';
import { nieuwePartij, nieuweToepassing, nieuwProtocol } from '../../../src/toepassingen/opdrachten/nieuw.ts';

/** The templates are complete, and can't be signed as they are. */

let map: string;
beforeEach(async () => {
  map = join(await mkdtemp(join(tmpdir(), 'leerid-nieuw-')), 'nog-niets');
  await nieuwePartij(plaats(), 'dov');
  await nieuwProtocol(plaats(), 'rekenboek', { verstrekker: 'dov', ontvanger: 'uitgever' });
  await nieuweToepassing(plaats(), { clientId: 'rekenboek', protocol: 'rekenboek' });
});
afterEach(() => rm(join(map, '..'), { recursive: true }));

const plaats = () => ({ configmap: map, partijenmap: join(map, 'partijen') });
const lees = (bestand: string) => readFile(join(map, bestand), 'utf8');
const SJABLONEN: [string, z.ZodType][] = [
  ['partijen/dov.yaml', partijschema],
  ['protocollen/rekenboek/protocol.yaml', protocolschema],
  ['toepassingen/rekenboek.yaml', dossierschema],
];

/** Names of all fields, except those of a JWK, which has its own RFC. */
function velden(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(velden);
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, ...overige } = schema as { properties?: Record<string, unknown> };
  const eigen = Object.keys(properties);
  if (eigen.includes('kty')) return [];
  return [...eigen, ...Object.values(properties).flatMap(velden), ...Object.values(overige).flatMap(velden)];
}

test.each(SJABLONEN)('%s explains every field that its schema knows', async (bestand, schema) => {
  const namen = new Set(velden(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })));
  expect(namen.size).toBeGreaterThan(5);
  const tekst = await lees(bestand);
  expect([...namen].filter((naam) => !new RegExp(`\\b${naam}: `).test(tekst.replaceAll(':\n', ': \n')))).toEqual([]);
});

test.each(SJABLONEN)(
  '%s has no field that its schema does not know, and is refused until it is filled in',
  async (bestand, schema) => {
    const { error } = schema.safeParse(parse(await lees(bestand)));
    const codes = error?.issues.map(({ code }) => code) ?? [];
    expect(codes.length).toBeGreaterThan(0);
    expect(codes).not.toContain('unrecognized_keys');
  },
);

test('no text that was left open can be signed: each is a fault of its own', async () => {
  const [{ fouten } = { fouten: [] }] = (await leesProtocollen(map)).dossiers;
  const open = [...(await lees('protocollen/rekenboek/protocol.yaml')).matchAll(/^[^#\n]*\bINVULLEN/gm)];
  expect(fouten).toHaveLength(open.length);
});

test('what the parties said of themselves stands in the protocol at once', async () => {
  expect(await lees('protocollen/rekenboek/protocol.yaml')).toMatch(/id: dov\n +naam: "INVULLEN"/);
  const { fouten } = await leesPartijen(join(map, 'partijen'));
  expect(fouten).toEqual([
    expect.stringContaining('naam: moet nog ingevuld worden'),
    expect.stringContaining('kbo: een ondernemingsnummer als'),
    expect.stringContaining('vestigingseenheid: een vestigingsnummer als'),
  ]);
  const { fouten: vanDossier } = await leesDossiers(map);
  expect(vanDossier).toEqual([
    expect.stringContaining('naam: moet nog ingevuld worden'),
    expect.stringContaining('partij: kleine letters'),
    expect.stringContaining('redirect_uris[0]: geen geldig adres'),
    expect.stringContaining('redirect_uris[0]: gebruik https'),
  ]);
});

describe('refused', () => {
  test('nothing that is there is overwritten', async () => {
    const voor = await Promise.all(SJABLONEN.map(([bestand]) => lees(bestand)));
    await expect(nieuwePartij(plaats(), 'dov')).rejects.toThrow('bestaat al');
    await expect(nieuwProtocol(plaats(), 'rekenboek', { verstrekker: 'a1', ontvanger: 'b1' })).rejects.toThrow(
      'bestaat al',
    );
    await expect(nieuweToepassing(plaats(), { clientId: 'rekenboek', protocol: 'x1' })).rejects.toThrow('bestaat al');
    expect(await Promise.all(SJABLONEN.map(([bestand]) => lees(bestand)))).toEqual(voor);
  });

  test.each(['../dov', 'Dov', '', 'een naam', 'dov\nkwaad: ja'])('%j is no name', async (naam) => {
    expect(await nieuwePartij(plaats(), naam)).toMatchObject({ goed: false });
    expect(await nieuwProtocol(plaats(), naam, { verstrekker: 'dov', ontvanger: 'dov' })).toMatchObject({
      goed: false,
    });
    expect(await nieuwProtocol(plaats(), 'goed', { verstrekker: 'dov', ontvanger: naam })).toMatchObject({
      goed: false,
    });
    expect(await nieuweToepassing(plaats(), { clientId: 'goed', protocol: naam })).toMatchObject({ goed: false });
  });

  test.each(['../x', 'ab', 'een client'])('%j is no client_id', async (clientId) => {
    expect(await nieuweToepassing(plaats(), { clientId, protocol: 'rekenboek' })).toMatchObject({ goed: false });
  });
});
