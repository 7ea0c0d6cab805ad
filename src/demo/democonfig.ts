import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { parse, stringify } from 'yaml';
import type { Klok } from '../klok.ts';
import { onderteken } from '../protocol/handtekening.ts';

export interface Demoadressen {
  /** Where the demo applications really run; the dossiers in `config` say http://localhost:3001. */
  toepassingen: string;
}

const ADRES_IN_DOSSIERS = 'http://localhost:3001';

/**
 * Copies the configuration and lets made-up keys sign it: each party a fresh pair, marked as demo, whose private half is
 * forgotten at once. Returns the client secrets that the dossiers look for in the environment.
 */
export async function bouwDemoconfig(
  bron: string,
  doel: string,
  adressen: Demoadressen,
  klok: Klok,
): Promise<Record<string, string>> {
  await rm(doel, { recursive: true, force: true });
  await mkdir(doel, { recursive: true });
  await cp(bron, doel, { recursive: true });
  const sleutels = await geefPartijenSleutels(join(doel, 'partijen'));
  await ondertekenProtocollen(join(doel, 'protocollen'), sleutels, klok);
  return verplaatsDossiers(join(doel, 'toepassingen'), adressen);
}

async function geefPartijenSleutels(map: string): Promise<Map<string, JWK>> {
  const sleutels = new Map<string, JWK>();
  for (const bestand of await readdir(map)) {
    const partij = parse(await readFile(join(map, bestand), 'utf8')) as { partij: string };
    const prive = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK;
    prive.kid = await calculateJwkThumbprint(prive);
    const { d: _prive, ...publiek } = prive;
    sleutels.set(partij.partij, prive);
    await writeFile(join(map, bestand), stringify({ ...partij, demo: true, sleutels: [publiek] }));
  }
  return sleutels;
}

async function ondertekenProtocollen(map: string, sleutels: Map<string, JWK>, klok: Klok): Promise<void> {
  for (const naam of await readdir(map)) {
    const bytes = await readFile(join(map, naam, 'protocol.yaml'));
    const { partijen } = parse(bytes.toString()) as { partijen: { id: string }[] };
    const tekenaars = partijen.flatMap(({ id }) => sleutels.get(id) ?? []);
    const signatures = await Promise.all(tekenaars.map((sleutel) => onderteken(bytes, sleutel, klok.nu())));
    await writeFile(join(map, naam, 'handtekeningen.json'), JSON.stringify({ signatures }, null, 2));
  }
}

async function verplaatsDossiers(map: string, adressen: Demoadressen): Promise<Record<string, string>> {
  const geheimen: Record<string, string> = {};
  for (const bestand of await readdir(map)) {
    const tekst = await readFile(join(map, bestand), 'utf8');
    await writeFile(join(map, bestand), tekst.replaceAll(ADRES_IN_DOSSIERS, adressen.toepassingen));
    const naam = /client_secret_uit_omgeving: (\w+)/.exec(tekst)?.[1];
    if (naam) geheimen[naam] = `demo-${randomBytes(24).toString('base64url')}`;
  }
  return geheimen;
}
