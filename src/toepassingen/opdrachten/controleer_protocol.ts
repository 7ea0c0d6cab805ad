import { eindeInWoorden, geldigheidOp, leesProtocollen, type Protocoldossier } from '../../protocol/index.ts';
import type { Omgeving, Uitkomst } from '../../terminal/index.ts';
import { leesToepassingen } from '../index.ts';
import { leesBekend } from './bekend.ts';
import { beschrijfProtocol } from './protocolbeschrijving.ts';
import { tekenregel } from './tekenregel.ts';

/** Says of each protocol whether it is in force today, and which applications work under it. */
export async function controleer({ klok, configmap, partijenmap }: Omgeving, naam?: string): Promise<Uitkomst> {
  const bekend = await leesBekend();
  const { alle, protocollen, fouten } = await leesToepassingen(configmap, bekend.stops, partijenmap);
  const gekozen = protocollen.dossiers.filter((dossier) => naam === undefined || dossier.naam === naam);
  if (naam !== undefined && gekozen.length === 0) throw new Error(onbekend(naam, protocollen.dossiers));
  const vandaag = klok.vandaag();
  let { goed } = bekend;
  const regels = gekozen.flatMap((dossier) => {
    const geldigheid = geldigheidOp(dossier, protocollen.partijen, vandaag);
    goed &&= geldigheid.in_werking;
    const clients = [...alle.values()]
      .filter(({ protocol }) => protocol === dossier.protocol)
      .map((een) => een.dossier.client_id);
    return [
      geldigheid.in_werking
        ? `✓ ${dossier.naam}: in werking`
        : `✗ ${dossier.naam}: niet in werking (${geldigheid.reden})${dossier.fouten.length ? '' : `: ${geldigheid.uitleg}`}`,
      ...dossier.fouten.map((fout) => `    ${fout}`),
      ...(dossier.stopzetting
        ? [
            `    ${eindeInWoorden(dossier.stopzetting)} door ${dossier.stopzetting.door}, vanaf ${dossier.stopzetting.op}`,
          ]
        : []),
      ...dossier.oordelen.map((oordeel) =>
        oordeel.geldig
          ? tekenregel(oordeel)
          : `    handtekening ongeldig: ${oordeel.reden} (sleutel ${oordeel.kid ?? 'onbekend'})`,
      ),
      `    sha-256 ${dossier.hash}`,
      `    toepassingen: ${clients.join(', ') || 'geen'}`,
    ];
  });
  const overige = naam === undefined ? fouten : protocollen.fouten;
  return {
    regels: [...regels, ...overige.map((fout) => `✗ ${fout}`), ...bekend.regels],
    goed: goed && overige.length === 0,
  };
}

/** The protocol in plain language: what a pupil's parent or a DPO would ask. */
export async function toon({ configmap, partijenmap }: Omgeving, naam: string): Promise<Uitkomst> {
  const { dossiers } = await leesProtocollen(configmap, partijenmap);
  const dossier = dossiers.find((een) => een.naam === naam);
  if (!dossier) throw new Error(onbekend(naam, dossiers));
  if (!dossier.protocol) return { regels: dossier.fouten, goed: false };
  return { regels: beschrijfProtocol(dossier.protocol), goed: true };
}

function onbekend(naam: string, dossiers: Protocoldossier[]): string {
  return `protocol "${naam}" bestaat niet; bekend zijn: ${dossiers.map((dossier) => dossier.naam).join(', ')}`;
}
