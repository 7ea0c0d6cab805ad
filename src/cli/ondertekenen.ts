import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { beoordeelHandtekeningen, onderteken } from '../protocol/handtekening.ts';
import { leesPartijen, leesProtocollen } from '../protocol/lees_map.ts';
import type { Omgeving, Uitkomst } from './uitkomst.ts';

const priveSleutel = z.looseObject({
  kty: z.enum(['OKP', 'EC']),
  crv: z.enum(['Ed25519', 'P-256']),
  kid: z.string(),
  d: z.string(),
});

/** Adds (or renews) the signature of one party over the exact bytes of a protocol that is sound. */
export async function tekenProtocol(
  { klok, configmap }: Omgeving,
  naam: string,
  partijId: string,
  sleutelbestand: string,
): Promise<Uitkomst> {
  const { dossiers, partijen } = await leesProtocollen(configmap);
  const dossier = dossiers.find((een) => een.naam === naam);
  if (!dossier?.protocol) return { regels: dossier?.fouten ?? [`protocol "${naam}" bestaat niet`], goed: false };
  if (dossier.fouten.length) return { regels: dossier.fouten, goed: false };
  if (!dossier.protocol.partijen.some(({ id }) => id === partijId)) {
    return { regels: [`"${partijId}" is geen partij bij dit protocol`], goed: false };
  }
  const sleutel = await leesPriveSleutel(sleutelbestand);
  if (!sleutel)
    return { regels: [`${sleutelbestand}: geen privésleutel (JWK) die hier getekend kan hebben`], goed: false };

  const map = join(configmap, 'protocollen', naam);
  const bytes = await readFile(join(map, 'protocol.yaml'));
  const nieuw = await onderteken(bytes, sleutel, klok.nu());
  const [oordeel] = await beoordeelHandtekeningen(bytes, { signatures: [nieuw] }, partijen);
  if (!oordeel?.geldig || oordeel.partij !== partijId) {
    return { regels: [`deze sleutel hoort niet bij "${partijId}" in config/partijen`], goed: false };
  }
  const vanAnderen = dossier.handtekeningen.signatures.filter((_, plaats) => {
    const eerder = dossier.oordelen[plaats];
    return eerder?.geldig && eerder.partij !== partijId;
  });
  const inhoud = JSON.stringify({ signatures: [...vanAnderen, nieuw] }, null, 2);
  await writeFile(join(map, 'handtekeningen.json'), `${inhoud}\n`);
  return { regels: [`${naam}: ondertekend door ${partijId}`], goed: true };
}

/** Never quotes the file: what stands in it is secret. */
async function leesPriveSleutel(bestand: string): Promise<JWK | undefined> {
  try {
    return priveSleutel.parse(JSON.parse(await readFile(bestand, 'utf8'))) as JWK;
  } catch {
    return undefined;
  }
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
