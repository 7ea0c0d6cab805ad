import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { parse, stringify } from 'yaml';
import { dossiertekenaars, leesProtocollen, onderteken } from '../protocol/index.ts';
import { handtekeningbestand, leesDossiers } from '../toepassingen/index.ts';

export interface Demoadressen {
  /** Where the demo applications really run; the dossiers in `config` say http://localhost:3001. */
  toepassingen: string;
}

export interface Democonfig {
  /** The client secrets that the dossiers look for in the environment. */
  omgeving: Record<string, string>;
  /** Private keys of the parties, for who changes a dossier afterwards; they stand nowhere else. */
  sleutels: ReadonlyMap<string, JWK>;
}

const ADRES_IN_DOSSIERS = 'http://localhost:3001';

/** Copies the configuration and lets made-up keys sign it: each party a fresh pair, marked as demo. */
export async function bouwDemoconfig(
  bron: string,
  doel: string,
  adressen: Demoadressen,
  op: Temporal.Instant,
): Promise<Democonfig> {
  await rm(doel, { recursive: true, force: true });
  await mkdir(doel, { recursive: true });
  await cp(bron, doel, { recursive: true });
  const sleutels = await geefPartijenSleutels(join(doel, 'partijen'));
  await ondertekenProtocollen(join(doel, 'protocollen'), sleutels, op);
  const omgeving = await verplaatsDossiers(join(doel, 'toepassingen'), adressen);
  await ondertekenDossiers(doel, sleutels, op);
  return { omgeving, sleutels };
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

async function ondertekenProtocollen(
  map: string,
  sleutels: ReadonlyMap<string, JWK>,
  op: Temporal.Instant,
): Promise<void> {
  for (const naam of await readdir(map)) {
    const bytes = await readFile(join(map, naam, 'protocol.yaml'));
    const { partijen } = parse(bytes.toString()) as { partijen: { id: string }[] };
    const tekenaars = partijen.flatMap(({ id }) => sleutels.get(id) ?? []);
    const signatures = await Promise.all(tekenaars.map((sleutel) => onderteken(bytes, sleutel, op)));
    await writeFile(join(map, naam, 'handtekeningen.json'), JSON.stringify({ signatures }, null, 2));
  }
}

async function verplaatsDossiers(map: string, adressen: Demoadressen): Promise<Record<string, string>> {
  const geheimen: Record<string, string> = {};
  for (const bestand of (await readdir(map)).filter((naam) => naam.endsWith('.yaml'))) {
    const tekst = await readFile(join(map, bestand), 'utf8');
    await writeFile(join(map, bestand), tekst.replaceAll(ADRES_IN_DOSSIERS, adressen.toepassingen));
    const naam = /client_secret_uit_omgeving: (\w+)/.exec(tekst)?.[1];
    if (naam) geheimen[naam] = `demo-${randomBytes(24).toString('base64url')}`;
  }
  return geheimen;
}

/** Signs each sound dossier for the parties that may and whose key is given, as the folder is now. */
export async function ondertekenDossiers(
  configmap: string,
  sleutels: ReadonlyMap<string, JWK>,
  op: Temporal.Instant,
): Promise<void> {
  const { dossiers: protocollen } = await leesProtocollen(configmap);
  const { dossiers } = await leesDossiers(configmap);
  for (const { bestand, bytes, dossier } of dossiers) {
    const protocol = protocollen.find(({ naam }) => naam === dossier.protocol)?.protocol;
    const wie = protocol ? dossiertekenaars(protocol, dossier.ontvanger) : [];
    const tekenaars = wie.flatMap((id) => sleutels.get(id) ?? []);
    if (tekenaars.length === 0) continue;
    const { client_id } = dossier;
    const signatures = await Promise.all(
      tekenaars.map((sleutel) => onderteken(bytes, sleutel, op, { soort: 'dossier', client_id })),
    );
    await writeFile(handtekeningbestand(bestand, client_id), JSON.stringify({ signatures }, null, 2));
  }
}
