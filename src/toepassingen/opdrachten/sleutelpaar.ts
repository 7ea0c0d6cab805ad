import { generateKeyPairSync } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { isSeq, parseDocument } from 'yaml';
import { leesPartijen } from '../../protocol/index.ts';
import { maakGeheimBestand, type Uitkomst, wijzigBestand } from '../../terminal/index.ts';

/**
 * Makes a key pair for a party. The private half is written once, readable by its owner only, and never
 * overwritten.
 * @param map folder with the parties
 */
export async function maakSleutelpaar(map: string, partijId: string, sleutelbestand: string): Promise<Uitkomst> {
  const bestand = join(map, `${partijId}.yaml`);
  const { partijen, fouten } = await leesPartijen(map);
  if (!partijen.some(({ partij }) => partij === partijId)) {
    const zijn = fouten.filter((fout) => fout.startsWith(`${bestand}:`));
    return { regels: zijn.length ? zijn : [`partij "${partijId}" bestaat niet in ${map}`], goed: false };
  }
  const prive = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK;
  const kid = await calculateJwkThumbprint(prive);
  await maakGeheimBestand(sleutelbestand, `${JSON.stringify({ ...prive, kid })}\n`);
  const { d: _prive, ...publiek } = { ...prive, kid };
  try {
    await wijzigBestand(bestand, async () => metSleutel(await readFile(bestand, 'utf8'), publiek));
  } catch (fout) {
    await rm(sleutelbestand);
    throw fout;
  }
  return {
    regels: [`${partijId}: sleutel ${kid} toegevoegd aan ${bestand}; bewaar ${sleutelbestand} veilig`],
    goed: true,
  };
}

/** The file with one more key, also where it had no keys or no list yet. Comments stay. */
function metSleutel(tekst: string, publiek: JWK): string {
  const document = parseDocument(tekst);
  if (isSeq(document.get('sleutels'))) document.addIn(['sleutels'], publiek);
  else document.set('sleutels', [publiek]);
  return document.toString();
}
