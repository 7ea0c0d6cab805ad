import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { beoordeelProtocol, type Geldigheid } from '../geldigheid.ts';
import { type Partij, partijschema } from '../ondertekening/partij.ts';
import { gedeeldeSleutels } from '../ondertekening/partijen.ts';
import { leesBestand, leesNamen } from './bestand.ts';
import { type GelezenBestand, leesYaml } from './lees_protocol.ts';
import { leesTeksten, type Protocoldossier } from './lees_teksten.ts';

export interface Protocollen {
  /** Each text of each act: the one in the folder of the act, and the versions beside it. */
  dossiers: Protocoldossier[];
  partijen: Partij[];
  /** Party files that could not be read. */
  fouten: string[];
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
  const perAkte = await Array.fromAsync(namen, (naam) => leesTeksten(map, naam, partijen));
  return { partijen, fouten, dossiers: perAkte.flat() };
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
