import { basename, join } from 'node:path';
import { leesNamen, leesYamlbestand } from '../../protocol/index.ts';
import { type Dossier, dossierschema } from './dossier.ts';

/** A dossier as it was read. It may be unsigned, and its protocol may not allow it. */
export interface Dossierbestand {
  bestand: string;
  bytes: Uint8Array;
  dossier: Dossier;
}

/** Reads `config/toepassingen`. A broken file closes only itself. A client_id in two files closes both. */
export async function leesDossiers(configmap: string): Promise<{ dossiers: Dossierbestand[]; fouten: string[] }> {
  const map = join(configmap, 'toepassingen');
  const namen = (await leesNamen(map)).filter((naam) => naam.endsWith('.yaml'));
  const gelezen = await Array.fromAsync(namen, async (naam) => {
    const bestand = join(map, naam);
    return { bestand, ...(await leesYamlbestand(dossierschema, bestand)) };
  });
  const fouten = gelezen.flatMap((een) => een.fouten);
  const goed = gelezen.flatMap(({ bestand, bytes, waarde }) =>
    bytes && waarde ? [{ bestand, bytes, dossier: waarde }] : [],
  );
  const dubbel = goed.filter(
    ({ dossier }) => goed.filter((ander) => ander.dossier.client_id === dossier.client_id).length > 1,
  );
  for (const { bestand, dossier } of dubbel) {
    fouten.push(`${bestand}: client_id "${dossier.client_id}" staat in meer dan een dossier; geen van beide geldt`);
  }
  const uniek = goed.filter((een) => !dubbel.includes(een));
  const misnoemd = uniek.filter(({ bestand, dossier }) => basename(bestand) !== `${dossier.client_id}.yaml`);
  for (const { bestand, dossier } of misnoemd)
    fouten.push(`${bestand}: dit bestand moet ${dossier.client_id}.yaml heten`);
  return { dossiers: uniek.filter((een) => !misnoemd.includes(een)), fouten };
}
