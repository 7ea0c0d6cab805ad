import { dirname, join } from 'node:path';
import {
  beoordeelHandtekeningen,
  type GelezenBestand,
  type Handtekeningoordeel,
  handtekeningenschema,
  leesBijlage,
  type Partij,
  type Protocol,
  partijenBij,
  uitlegVan,
} from '../../protocol/index.ts';
import type { Dossierbestand } from './lees_dossiers.ts';

/** Signatures that can open the application: only those of the party that receives. */
export type Dossierondertekening = Extract<Handtekeningoordeel, { geldig: true }>[];

/** The file with the signatures. It stands beside the dossier, under the same name. */
export function handtekeningbestand(bestand: string, clientId: string): string {
  return join(dirname(bestand), `${clientId}.handtekeningen.json`);
}

/**
 * Who signed these bytes as the dossier of this very application. Without such a signature, nothing in the
 * dossier is trusted (the protocol, the addresses, the name of a secret): anybody who can write in the folder
 * could have put it there.
 */
export async function leesOndertekening(
  { bestand, bytes, dossier }: Dossierbestand,
  protocol: Protocol,
  partijen: readonly Partij[],
): Promise<GelezenBestand<Dossierondertekening>> {
  const { client_id, partij } = dossier;
  const gelezen = await leesHandtekeningen(handtekeningbestand(bestand, client_id));
  if (!gelezen.waarde) return { fouten: gelezen.fouten };
  const oordelen = await beoordeelHandtekeningen(bytes, gelezen.waarde, partijenBij(protocol, partijen), {
    soort: 'dossier',
    client_id,
  });
  const bezwaar = oordelen.find((oordeel) => !oordeel.geldig);
  if (bezwaar) return { fouten: [`${bestand}: ${uitlegVan(bezwaar)}`] };
  const geldig = oordelen.filter((oordeel) => oordeel.geldig && oordeel.partij === partij) as Dossierondertekening;
  if (geldig.length) return { waarde: geldig, fouten: [] };
  return { fouten: [`${bestand}: niet ondertekend door ${partij}; zie "leerid toepassing onderteken"`] };
}

async function leesHandtekeningen(bestand: string) {
  try {
    const { waarde, fouten } = await leesBijlage(handtekeningenschema, bestand);
    return fouten.length ? { fouten } : { waarde: waarde ?? { signatures: [] }, fouten };
  } catch (fout) {
    return { fouten: [`${bestand}: ${(fout as Error).message}`] };
  }
}
