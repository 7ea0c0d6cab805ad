import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { parseDocument } from 'yaml';
import { systeemklok } from '../klok.ts';
import { type Handtekeningen, handtekeningenschema, onderteken } from '../protocol/handtekening.ts';
import { leesPartijen, leesProtocollen } from '../protocol/lees_map.ts';
import type { Uitkomst } from './protocol.ts';

/** Adds (or renews) the signature of one party over the exact bytes of a protocol that is sound. */
export async function tekenProtocol(
  configmap: string,
  naam: string,
  partijId: string,
  sleutelbestand: string,
): Promise<Uitkomst> {
  const { dossiers, partijen } = await leesProtocollen(configmap);
  const dossier = dossiers.find((een) => een.naam === naam);
  if (!dossier?.protocol) return { regels: dossier?.fouten ?? [`protocol "${naam}" bestaat niet`], goed: false };
  if (!dossier.protocol.partijen.some(({ id }) => id === partijId)) {
    return { regels: [`"${partijId}" is geen partij bij dit protocol`], goed: false };
  }
  const sleutel = JSON.parse(await readFile(sleutelbestand, 'utf8')) as JWK;
  const sleutels = partijen.find(({ partij }) => partij === partijId)?.sleutels ?? [];
  if (!sleutels.some(({ kid }) => kid === sleutel.kid)) {
    return { regels: [`deze sleutel hoort niet bij "${partijId}" in config/partijen`], goed: false };
  }
  const map = join(configmap, 'protocollen', naam);
  const bestand = join(map, 'handtekeningen.json');
  const nieuw = await onderteken(await readFile(join(map, 'protocol.yaml')), sleutel, systeemklok.nu());
  const eerdere = await leesHandtekeningen(bestand);
  const vanAnderen = eerdere.signatures.filter((_, plaats) => {
    const oordeel = dossier.oordelen[plaats];
    return oordeel?.geldig && oordeel.partij !== partijId;
  });
  await writeFile(bestand, `${JSON.stringify({ signatures: [...vanAnderen, nieuw] }, null, 2)}\n`);
  return { regels: [`${naam}: ondertekend door ${partijId}`], goed: true };
}

/** Makes a key pair for a party. The private half is written once, readable by its owner only, and never again. */
export async function maakSleutelpaar(configmap: string, partijId: string, sleutelbestand: string): Promise<Uitkomst> {
  const map = join(configmap, 'partijen');
  const { partijen } = await leesPartijen(map);
  if (!partijen.some(({ partij }) => partij === partijId)) {
    return { regels: [`partij "${partijId}" bestaat niet in ${map}`], goed: false };
  }
  const prive = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK;
  const kid = await calculateJwkThumbprint(prive);
  await writeFile(sleutelbestand, `${JSON.stringify({ ...prive, kid })}\n`, { mode: 0o600, flag: 'wx' });
  const { d: _prive, ...publiek } = { ...prive, kid };
  const bestand = join(map, `${partijId}.yaml`);
  const document = parseDocument(await readFile(bestand, 'utf8'));
  document.addIn(['sleutels'], publiek);
  await writeFile(bestand, document.toString());
  return {
    regels: [`${partijId}: sleutel ${kid} toegevoegd aan ${bestand}; bewaar ${sleutelbestand} veilig`],
    goed: true,
  };
}

async function leesHandtekeningen(bestand: string): Promise<Handtekeningen> {
  try {
    return handtekeningenschema.parse(JSON.parse(await readFile(bestand, 'utf8')));
  } catch (fout) {
    if ((fout as NodeJS.ErrnoException).code === 'ENOENT') return { signatures: [] };
    throw fout;
  }
}
