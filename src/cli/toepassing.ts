import { join } from 'node:path';
import { leesToepassingen } from '../toepassingen/index.ts';
import { leesBekendeStops } from './bekende_stops.ts';
import type { Omgeving, Uitkomst } from './uitkomst.ts';

/** Says of each application whether it is open today, under which protocol, and who signed its dossier. */
export async function controleerToepassingen({ klok, configmap }: Omgeving, clientId?: string): Promise<Uitkomst> {
  const bekend = await leesBekendeStops();
  const { alle, fouten } = await leesToepassingen(configmap, bekend.stops);
  const vandaag = klok.vandaag();
  const bestand = join(configmap, 'toepassingen', `${clientId}.yaml`);
  const bezwaren = clientId === undefined ? fouten : fouten.filter((fout) => fout.startsWith(`${bestand}:`));
  const gekozen = [...alle.values()].filter(({ dossier }) => clientId === undefined || dossier.client_id === clientId);
  if (gekozen.length + bezwaren.length === 0 && clientId !== undefined) {
    return { regels: [`toepassing "${clientId}" heeft geen dossier (${bestand})`], goed: false };
  }
  let goed = bekend.goed && bezwaren.length === 0;
  const regels = gekozen.flatMap(({ dossier, ondertekening, geldigheidOp }) => {
    const geldigheid = geldigheidOp(vandaag);
    goed &&= geldigheid.in_werking;
    return [
      geldigheid.in_werking
        ? `✓ ${dossier.client_id}: open onder protocol "${dossier.protocol}"`
        : `✗ ${dossier.client_id}: gesloten (${geldigheid.reden}): ${geldigheid.uitleg}`,
      ...ondertekening.map(({ partij, ondertekend_op }) => `    getekend door ${partij} op ${ondertekend_op}`),
    ];
  });
  return { regels: [...regels, ...bezwaren.map((fout) => `✗ ${fout}`), ...bekend.regels], goed };
}
