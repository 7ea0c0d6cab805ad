import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { beoordeelProtocol, type Geldigheid } from '../geldigheid.ts';
import {
  beoordeelHandtekeningen,
  type Handtekeningen,
  type Handtekeningoordeel,
  handtekeningenschema,
} from '../ondertekening/handtekening.ts';
import { type Partij, partijschema } from '../ondertekening/partij.ts';
import { gedeeldeSleutels, partijenBij } from '../ondertekening/partijen.ts';
import type { Protocol } from '../schema/schema.ts';
import { keurStops } from '../stopbevoegdheid.ts';
import type { Stopzetting } from '../stopzetting.ts';
import { leesBestand, leesNamen } from './bestand.ts';
import { type GelezenBestand, hashVan, leesProtocol, leesYaml } from './lees_protocol.ts';
import { leesStop, STOP } from './stopbestand.ts';

/**
 * One folder of `config/protocollen`, read and verified. Whether it is in force depends on the day: see
 * `geldigheidOp`.
 */
export interface Protocoldossier {
  naam: string;
  /** The bytes that were read, which a party signs. The file itself may change a moment later. */
  bytes: Uint8Array;
  hash: string;
  protocol: Protocol | undefined;
  fouten: string[];
  handtekeningen: Handtekeningen;
  oordelen: Handtekeningoordeel[];
  stopzetting: Stopzetting | undefined;
}

export interface Protocollen {
  dossiers: Protocoldossier[];
  partijen: Partij[];
  /** Party files that could not be read. */
  fouten: string[];
}

const PROTOCOL = 'protocol.yaml';
const HANDTEKENINGEN = 'handtekeningen.json';

/** Whether a file in the folder of a protocol is read at all. */
export function hoortBijProtocol(naam: string): boolean {
  return naam === PROTOCOL || naam === HANDTEKENINGEN || STOP.test(naam);
}

/**
 * Reads one file after another, so that a folder that hangs holds one thread only.
 * @param partijenmap folder with the parties' public keys. An operator can keep it away from whoever edits
 * the rest
 */
export async function leesProtocollen(configmap: string, partijenmap = partijenIn(configmap)): Promise<Protocollen> {
  const { partijen, fouten } = await leesPartijen(partijenmap);
  const map = join(configmap, 'protocollen');
  const namen = await leesMappen(map);
  fouten.push(...gedeeldeSleutels(partijen));
  return { partijen, fouten, dossiers: await Array.fromAsync(namen, (naam) => probeerDossier(map, naam, partijen)) };
}

export function geldigheidOp(
  dossier: Protocoldossier,
  partijen: readonly Partij[],
  vandaag: Temporal.PlainDate,
): Geldigheid {
  const { protocol, oordelen, stopzetting, fouten } = dossier;
  if (!protocol || fouten.length) return { in_werking: false, reden: 'bestand_ongeldig', uitleg: fouten.join('; ') };
  return beoordeelProtocol({ protocol, oordelen, partijen, stopzetting, vandaag });
}

/** Where the parties are, unless an operator put them elsewhere. */
export function partijenIn(configmap: string): string {
  return join(configmap, 'partijen');
}

export async function leesPartijen(map: string): Promise<{ partijen: Partij[]; fouten: string[] }> {
  const namen = (await leesNamen(map)).filter((naam) => naam.endsWith('.yaml'));
  const gelezen = await Array.fromAsync(namen, (naam) => leesPartij(join(map, naam), naam));
  return {
    partijen: gelezen.flatMap(({ waarde }) => waarde ?? []),
    fouten: gelezen.flatMap(({ fouten }) => fouten),
  };
}

/** The file's name must be the party's name, so that no second file can add a key to the party. */
async function leesPartij(bestand: string, naam: string): Promise<GelezenBestand<Partij>> {
  const gelezen = await leesYamlbestand(partijschema, bestand);
  if (!gelezen.waarde || `${gelezen.waarde.partij}.yaml` === naam) return gelezen;
  return { fouten: [`${bestand}: partij heet "${gelezen.waarde.partij}" maar het bestand "${naam}"`] };
}

/**
 * Reads a file against a schema, and gives its bytes as well. A file that can't be read is a fault like any
 * other.
 */
export async function leesYamlbestand<S extends z.ZodType>(
  schema: S,
  bestand: string,
): Promise<GelezenBestand<z.infer<S>> & { bytes?: Uint8Array }> {
  try {
    const bytes = await leesBestand(bestand);
    return { ...leesYaml(schema, bestand, bytes), bytes };
  } catch (fout) {
    return { fouten: [`${bestand}: ${(fout as Error).message}`] };
  }
}

/** A file that can't be read closes its own protocol only. */
async function probeerDossier(map: string, naam: string, partijen: Partij[]): Promise<Protocoldossier> {
  try {
    return await leesDossier(map, naam, partijen);
  } catch (fout) {
    return leegDossier(naam, `${join(map, naam)}: ${(fout as Error).message}`);
  }
}

async function leesDossier(map: string, naam: string, partijen: Partij[]): Promise<Protocoldossier> {
  const pad = (bestand: string) => join(map, naam, bestand);
  const bytes = await leesAlsAanwezig(pad(PROTOCOL));
  if (!bytes) return leegDossier(naam, `${pad(PROTOCOL)}: bestaat niet`);
  const gelezen = leesProtocol(pad(PROTOCOL), bytes);
  const handtekeningen = await leesBijlage(handtekeningenschema, pad(HANDTEKENINGEN));
  const bericht = await leesStop(join(map, naam));
  const stop = gelezen.waarde ? keurStops(gelezen.waarde, bericht) : { stopzetting: undefined, ...bericht };
  const naamfout =
    gelezen.waarde && gelezen.waarde.protocol !== naam
      ? [`${pad(PROTOCOL)}: protocol heet "${gelezen.waarde.protocol}" maar de map "${naam}"`]
      : [];
  const getekend: Handtekeningen = handtekeningen.waarde ?? { signatures: [] };
  return {
    naam,
    bytes,
    hash: hashVan(bytes),
    protocol: gelezen.waarde,
    fouten: [...gelezen.fouten, ...naamfout, ...handtekeningen.fouten, ...stop.fouten],
    handtekeningen: getekend,
    oordelen: await beoordeelHandtekeningen(bytes, getekend, partijenBij(gelezen.waarde, partijen)),
    stopzetting: stop.stopzetting,
  };
}

function leegDossier(naam: string, fout: string): Protocoldossier {
  return {
    naam,
    bytes: new Uint8Array(),
    hash: '',
    protocol: undefined,
    fouten: [fout],
    handtekeningen: { signatures: [] },
    oordelen: [],
    stopzetting: undefined,
  };
}

/** A file that may be absent, but not broken. */
export async function leesBijlage<S extends z.ZodType>(schema: S, bestand: string) {
  const bytes = await leesAlsAanwezig(bestand);
  return bytes ? leesYaml(schema, bestand, bytes) : { waarde: undefined, fouten: [] };
}

async function leesAlsAanwezig(bestand: string): Promise<Uint8Array | undefined> {
  try {
    return await leesBestand(bestand);
  } catch (fout) {
    if ((fout as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fout;
  }
}

/** Includes links to folders. A link that leads nowhere is a protocol that can't be read. */
async function leesMappen(map: string): Promise<string[]> {
  const namen = await leesNamen(map);
  const isMap = await Array.fromAsync(namen, (naam) =>
    stat(join(map, naam)).then(
      (ingang) => ingang.isDirectory(),
      () => true,
    ),
  );
  return namen.filter((_, plaats) => isMap[plaats]);
}
