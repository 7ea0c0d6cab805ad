import { join } from 'node:path';
import { CATALOGUS, dagInWoorden, type Levensloop } from '../../protocol/index.ts';
import type { Omgeving, Uitkomst } from '../../terminal/index.ts';
import { houderbezwaar, leesToepassingen, levenslopenOp, type PerTekst, type Toepassing } from '../index.ts';
import { type Bekend, leesBekend } from './bekend.ts';
import { beoordeelGeheimen, type Geheimbezwaar } from './geheimoordeel.ts';
import { eindregel } from './levensregels.ts';
import { tekenregel } from './tekenregel.ts';

/** In days. Parties are told of a last day as long before. */
const DICHTBIJ = 30;

/** Says of each application whether it is open today, under which protocol, and who signed its dossier. */
export async function controleerToepassingen(
  { klok, configmap, partijenmap }: Omgeving,
  clientId?: string,
): Promise<Uitkomst> {
  const bekend = await leesBekend();
  const { stops, bewaard } = bekend;
  const vandaag = klok.vandaag();
  const gelezen = await leesToepassingen(configmap, stops, partijenmap, { vandaag, bewaard });
  const lopen = levenslopenOp({ protocollen: gelezen.protocollen, bewaard, stops }, vandaag);
  const { alle, fouten, democlients } = gelezen;
  const geheimbezwaren = await beoordeelGeheimen(gelezen, process.env);
  const bestand = join(configmap, 'toepassingen', `${clientId}.yaml`);
  const bezwaren = clientId === undefined ? fouten : fouten.filter((fout) => fout.startsWith(`${bestand}:`));
  const gekozen = [...alle.values()].filter(({ dossier }) => clientId === undefined || dossier.client_id === clientId);
  if (gekozen.length + bezwaren.length === 0 && clientId !== undefined) {
    return { regels: [`toepassing "${clientId}" heeft geen dossier (${bestand})`], goed: false };
  }
  const oordelen = gekozen.map((een) => oordeel(een, vandaag, bekend, geheimbezwaren.get(een.dossier.client_id)));
  const regels = gekozen.flatMap(({ dossier, deel, ondertekening }, plaats) => [
    ...(oordelen[plaats]?.regels ?? []),
    ...ondertekening.map(tekenregel),
    ...zonderAkte(deel, lopen),
    ...metEinde(lopen.get(dossier.protocol), vandaag),
    ...onderVolgende(gelezen.perTekst.get(dossier.client_id), lopen.get(dossier.protocol)),
    ...eindregel(lopen.get(dossier.protocol), vandaag),
    ...(democlients.has(dossier.client_id) ? ['    ! van de demo: in productie blijft deze toepassing gesloten'] : []),
  ]);
  return {
    regels: [...regels, ...bezwaren.map((fout) => `✗ ${fout}`), ...bekend.regels],
    goed: bekend.goed && bezwaren.length === 0 && oordelen.every(({ goed }) => goed),
  };
}

/**
 * Data that the application should get and that do not leave, because the act under which LeerID has them is
 * not in force.
 */
function zonderAkte({ gegevens }: Toepassing['deel'], lopen: ReadonlyMap<string, Levensloop>): string[] {
  return gegevens.flatMap(({ code }) => {
    const { naam, onder } = CATALOGUS[code] ?? {};
    if (!onder) return [];
    return lopen.get(onder)?.nu ? [] : [`    ! ${naam} vertrekt niet: protocol "${onder}" is niet in werking`];
  });
}

/** Who runs the application has to tell its schools. An own last day stands in the act, and is told when it is near. */
function metEinde(loop: Levensloop | undefined, vandaag: Temporal.PlainDate): string[] {
  if (!loop?.einde || loop.isVoorbij) return [];
  const { vanaf, grond } = loop.einde;
  if (grond === 'periode_voorbij' && vandaag.until(vanaf).days > DICHTBIJ) return [];
  const laatste = dagInWoorden(vanaf.subtract({ days: 1 }));
  return [`    ! loopt tot en met ${laatste}: ${grond.replaceAll('_', ' ')}`];
}

/** A dossier that does not fit a text that is signed and waits: the application shuts on the day of that text. */
function onderVolgende(teksten: PerTekst | undefined, loop: Levensloop | undefined): string[] {
  const komende = loop?.versies.filter(({ fase }) => fase === 'getekend') ?? [];
  return komende.flatMap(({ hash, begint }) =>
    (teksten?.get(hash)?.fouten ?? []).map((fout) => `    ! sluit op ${begint && dagInWoorden(begint)}: ${fout}`),
  );
}

/** The judgement of a node: shut because of the protocol, the party or a missing secret, or open. */
function oordeel(
  toepassing: Toepassing,
  vandaag: Temporal.PlainDate,
  { houders }: Bekend,
  geheim: Geheimbezwaar | undefined,
): Uitkomst {
  const { client_id, protocol } = toepassing.dossier;
  const geldigheid = toepassing.geldigheidOp(vandaag);
  if (!geldigheid.in_werking)
    return { regels: [`✗ ${client_id}: gesloten (${geldigheid.reden}): ${geldigheid.uitleg}`], goed: false };
  const vanAnder = houderbezwaar(houders.get(client_id), toepassing);
  if (vanAnder) return { regels: [`✗ ${client_id}: gesloten (andere_partij): ${vanAnder}`], goed: false };
  if (!geheim) return { regels: [`✓ ${client_id}: open onder protocol "${protocol}"`], goed: true };
  if (geheim.zichtbaar) return { regels: [`✗ ${client_id}: gesloten: ${geheim.uitleg}`], goed: false };
  return { regels: [`! ${client_id}: getekend onder protocol "${protocol}"; ${geheim.uitleg}`], goed: true };
}
