import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { parse, parseDocument, stringify } from 'yaml';
import { onderteken } from '../protocol/index.ts';
import { handtekeningbestand, leesDossiers } from '../toepassingen/index.ts';
import { demoronde } from './ronde.ts';

export interface Demoplaats {
  /** The real address of the demo applications. The dossiers in `config` say http://localhost:3001. */
  toepassingen: string;
  /** The demo holds its tests around this day, whatever the dossiers in `config` say. */
  vandaag: Temporal.PlainDate;
}

export interface Democonfig {
  /** The client secrets that the dossiers look for in the environment. */
  omgeving: Record<string, string>;
  /**
   * Private keys of the parties, for somebody who changes a dossier afterwards. They are kept nowhere else.
   */
  sleutels: ReadonlyMap<string, JWK>;
}

const ADRES_IN_DOSSIERS = 'http://localhost:3001';

/** Copies the configuration and signs it with made-up keys. Each party gets a new pair, marked as demo. */
export async function bouwDemoconfig(
  bron: string,
  doel: string,
  plaats: Demoplaats,
  op: Temporal.Instant,
): Promise<Democonfig> {
  await rm(doel, { recursive: true, force: true });
  await mkdir(doel, { recursive: true });
  await cp(bron, doel, { recursive: true });
  const sleutels = await geefPartijenSleutels(join(doel, 'partijen'));
  await ondertekenProtocollen(join(doel, 'protocollen'), sleutels, op);
  const omgeving = await verplaatsDossiers(join(doel, 'toepassingen'), plaats);
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
    // Nobody reads this address: `.example` belongs to no one (RFC 2606).
    const contacten = [{ functie: 'dpo', email: `dpo@${partij.partij}.example`, van: '2021-01-01' }];
    await writeFile(join(map, bestand), stringify({ ...partij, demo: true, contacten, sleutels: [publiek] }));
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

async function verplaatsDossiers(map: string, { toepassingen, vandaag }: Demoplaats): Promise<Record<string, string>> {
  const geheimen: Record<string, string> = {};
  for (const bestand of (await readdir(map)).filter((naam) => naam.endsWith('.yaml'))) {
    const tekst = await readFile(join(map, bestand), 'utf8');
    const dossier = parseDocument(tekst.replaceAll(ADRES_IN_DOSSIERS, toepassingen));
    if (dossier.has('vensters')) dossier.set('vensters', [demoronde(vandaag)]);
    await writeFile(join(map, bestand), String(dossier));
    const naam = /client_secret_uit_omgeving: (\w+)/.exec(tekst)?.[1];
    if (naam) geheimen[naam] = `demo-${randomBytes(24).toString('base64url')}`;
  }
  return geheimen;
}

/** Signs each sound dossier of the folder for its party, if that party's key is given. */
export async function ondertekenDossiers(
  configmap: string,
  sleutels: ReadonlyMap<string, JWK>,
  op: Temporal.Instant,
): Promise<void> {
  const { dossiers } = await leesDossiers(configmap);
  for (const { bestand, bytes, dossier } of dossiers) {
    const { client_id, partij } = dossier;
    const sleutel = sleutels.get(partij);
    if (!sleutel) continue;
    const handtekening = await onderteken(bytes, sleutel, op, { soort: 'dossier', client_id });
    await writeFile(handtekeningbestand(bestand, client_id), JSON.stringify({ signatures: [handtekening] }, null, 2));
  }
}
