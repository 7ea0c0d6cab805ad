import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { stringify } from 'yaml';
import { type GetekendStuk, onderteken } from '../../../src/protocol/ondertekening/handtekening.ts';
import { type Partij, partijschema } from '../../../src/protocol/ondertekening/partij.ts';

import type { Dossierbestand } from './voorbeelddossier.ts';

/** A party with its private key. Only a test holds both. */
export interface Ondertekenaar {
  partij: Partij;
  prive: JWK;
}

const NUMMERS: Record<string, [string, string]> = {
  dov: ['0316.380.841', '2.199.310.989'],
  leverancier: ['0479.803.174', '2.161.046.469'],
  vreemde: ['0644.450.380', '2.248.590.454'],
};

export async function maakOndertekenaar(
  id: string,
  alg: 'EdDSA' | 'ES256' = 'EdDSA',
  kid = `${id}-sleutel-1`,
): Promise<Ondertekenaar> {
  const paar = await generateKeyPair(alg, { extractable: true });
  const [kbo, vestigingseenheid] = NUMMERS[id] ?? [];
  const sleutels = [{ ...(await exportJWK(paar.publicKey)), kid }];
  return {
    partij: partijschema.parse({ partij: id, naam: id, kbo, vestigingseenheid, sleutels }),
    prive: { ...(await exportJWK(paar.privateKey)), kid },
  };
}

export const GETEKEND_OP = Temporal.Instant.from('2024-06-15T10:00:00Z');

export function teken(bytes: Uint8Array, ...ondertekenaars: Ondertekenaar[]) {
  return tekenAls({ soort: 'protocol' }, bytes, ...ondertekenaars);
}

/** Signatures under a protocol or a dossier. */
export async function tekenAls(stuk: GetekendStuk, bytes: Uint8Array, ...ondertekenaars: Ondertekenaar[]) {
  const signatures = ondertekenaars.map(({ prive }) => onderteken(bytes, prive, GETEKEND_OP, stuk));
  return { signatures: await Promise.all(signatures) };
}

/** A configuration folder of its own for one test. */
export class Configmap {
  readonly pad: string;

  private constructor(pad: string) {
    this.pad = pad;
  }

  static async maak(...ondertekenaars: Ondertekenaar[]): Promise<Configmap> {
    const map = new Configmap(await mkdtemp(join(tmpdir(), 'leerid-test-')));
    for (const soort of ['partijen', 'protocollen', 'toepassingen']) await mkdir(join(map.pad, soort));
    for (const { partij } of ondertekenaars) await map.schrijf(`partijen/${partij.partij}.yaml`, partij);
    return map;
  }

  /** Writes text or bytes as they are, and anything else as YAML. */
  async schrijf(bestand: string, inhoud: string | Uint8Array | object): Promise<void> {
    const pad = join(this.pad, bestand);
    await mkdir(dirname(pad), { recursive: true });
    const rauw = typeof inhoud === 'string' || inhoud instanceof Uint8Array;
    await writeFile(pad, rauw ? inhoud : stringify(inhoud));
  }

  /**
   * Writes a protocol with the signatures of these parties. Without parties, the folder has no signature
   * file.
   */
  async schrijfProtocol(naam: string, bytes: Uint8Array, ...ondertekenaars: Ondertekenaar[]): Promise<void> {
    await this.schrijf(`protocollen/${naam}/protocol.yaml`, bytes);
    if (ondertekenaars.length === 0) return;
    const getekend = await teken(bytes, ...ondertekenaars);
    await this.schrijf(`protocollen/${naam}/handtekeningen.json`, JSON.stringify(getekend, null, 2));
  }

  /** Writes a dossier with the signatures of these parties. Without parties, there is no signature file. */
  async schrijfDossier(dossier: Dossierbestand, ...ondertekenaars: Ondertekenaar[]): Promise<void> {
    const { client_id } = dossier;
    const bytes = Buffer.from(stringify(dossier));
    await this.schrijf(`toepassingen/${client_id}.yaml`, bytes);
    if (ondertekenaars.length === 0) return;
    const getekend = await tekenAls({ soort: 'dossier', client_id }, bytes, ...ondertekenaars);
    await this.schrijf(`toepassingen/${client_id}.handtekeningen.json`, JSON.stringify(getekend, null, 2));
  }

  lees(bestand: string): Promise<Buffer> {
    return readFile(join(this.pad, bestand));
  }

  weg(): Promise<void> {
    return rm(this.pad, { recursive: true, force: true });
  }
}
