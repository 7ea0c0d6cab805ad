import { generateKeyPairSync } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { isSeq, parseDocument } from 'yaml';
import { leesPartijen } from '../protocol/index.ts';
import type { Uitkomst } from './uitkomst.ts';

/** Makes a key pair for a party. The private half is written once, readable by its owner only, and never again. */
export async function maakSleutelpaar(configmap: string, partijId: string, sleutelbestand: string): Promise<Uitkomst> {
  const map = join(configmap, 'partijen');
  const bestand = join(map, `${partijId}.yaml`);
  const { partijen, fouten } = await leesPartijen(map);
  if (!partijen.some(({ partij }) => partij === partijId)) {
    const zijn = fouten.filter((fout) => fout.startsWith(`${bestand}:`));
    return { regels: zijn.length ? zijn : [`partij "${partijId}" bestaat niet in ${map}`], goed: false };
  }
  const prive = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK;
  const kid = await calculateJwkThumbprint(prive);
  const fout = await schrijfEenmaal(sleutelbestand, `${JSON.stringify({ ...prive, kid })}\n`);
  if (fout) return { regels: [fout], goed: false };
  const { d: _prive, ...publiek } = { ...prive, kid };
  await writeFile(`${bestand}.nieuw`, metSleutel(await readFile(bestand, 'utf8'), publiek));
  await rename(`${bestand}.nieuw`, bestand);
  return {
    regels: [`${partijId}: sleutel ${kid} toegevoegd aan ${bestand}; bewaar ${sleutelbestand} veilig`],
    goed: true,
  };
}

/** The file with a key more, also where it had none or no list yet; comments stay. */
function metSleutel(tekst: string, publiek: JWK): string {
  const document = parseDocument(tekst);
  if (isSeq(document.get('sleutels'))) document.addIn(['sleutels'], publiek);
  else document.set('sleutels', [publiek]);
  return document.toString();
}

/** A key that is there is never overwritten. */
async function schrijfEenmaal(bestand: string, inhoud: string): Promise<string | undefined> {
  try {
    await writeFile(bestand, inhoud, { mode: 0o600, flag: 'wx' });
    return undefined;
  } catch (fout) {
    const { code } = fout as NodeJS.ErrnoException;
    if (code === 'EEXIST') return `${bestand} bestaat al; kies een ander bestand`;
    return `${bestand}: kan niet geschreven worden (${code})`;
  }
}
