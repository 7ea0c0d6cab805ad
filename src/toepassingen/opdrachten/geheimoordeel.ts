import type { Omgevingsvariabelen } from '../../geheimen.ts';
import { geheimnaam, type Toepassingen, volgClientgeheimen } from '../index.ts';

/**
 * An application without a usable secret is shut on every node. A secret that can't be seen from here is not
 * judged.
 */
export interface Geheimbezwaar {
  zichtbaar: boolean;
  uitleg: string;
}

/** Settings that only a node has. No command takes them. */
const VAN_EEN_NODE = ['LEERID_CLIENT_SECRETS_DIR', 'LEERID_COOKIE_KEYS', 'LEERID_COOKIE_KEYS_FILE'];

/**
 * What is wrong with the secrets of applications, by client_id, looked up as a node does. Where no setting of
 * a node and no secret at all is found, the command runs elsewhere: on the machine of whoever writes the
 * dossier.
 */
export async function beoordeelGeheimen(
  { alle, democlients }: Pick<Toepassingen, 'alle' | 'democlients'>,
  omgeving: Omgevingsvariabelen,
): Promise<Map<string, Geheimbezwaar>> {
  const clients = [...alle].flatMap(([clientId, toepassing]) => {
    const naam = geheimnaam(toepassing);
    return naam === undefined ? [] : [{ clientId, naam, demo: democlients.has(clientId) }];
  });
  const bronnen = [...VAN_EEN_NODE, ...clients.flatMap(({ naam }) => [naam, `${naam}_FILE`])];
  const zichtbaar = bronnen.some((bron) => omgeving[bron]);
  const bezwaren = clients.map(async ({ clientId, naam, demo }): Promise<[string, Geheimbezwaar][]> => {
    if (!zichtbaar) return [[clientId, { zichtbaar, uitleg: `geheim ${naam} is hier niet te zien` }]];
    const clientgeheimenmap = omgeving.LEERID_CLIENT_SECRETS_DIR;
    const geheimen = volgClientgeheimen({ omgeving, clientgeheimenmap, demo }, () => {});
    await geheimen.leer([naam]);
    const fout = geheimen.fout(naam);
    return fout ? [[clientId, { zichtbaar, uitleg: `geheim ${naam} ${fout}` }]] : [];
  });
  return new Map((await Promise.all(bezwaren)).flat());
}
