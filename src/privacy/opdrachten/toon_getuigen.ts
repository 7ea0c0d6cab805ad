import { leesPartijgetuigen } from '../../protocol/index.ts';
import { metDatabase, minuut, type Omgeving, type Uitkomst } from '../../terminal/index.ts';
import { type Getuigenrij, leesGetuigenstanden } from '../getuigen/medeondertekeningen.ts';
import { leesLaatsteCheckpoint } from '../zegel/checkpointrijen.ts';

/** How each witness stands. @returns not well where one does not follow, or where no party runs one */
export async function toonGetuigen({ partijenmap }: Pick<Omgeving, 'partijenmap'>): Promise<Uitkomst> {
  const { gelezen, fouten } = await leesPartijgetuigen(partijenmap);
  if (gelezen.length === 0) return { regels: [...fouten, 'geen enkele partij heeft een getuige'], goed: false };
  const { standen, omvang } = await metDatabase(async (db) => ({
    standen: await leesGetuigenstanden(db),
    omvang: (await leesLaatsteCheckpoint(db))?.omvang ?? 0,
  }));
  const regels = gelezen.map(({ partij, getuige }) => {
    return `${partij}  ${getuige.adres}  ${standInWoorden(standen.get(partij), omvang)}`;
  });
  const volgtElk = gelezen.every(({ partij }) => standen.get(partij)?.stand === 'volgt');
  return {
    regels: [`het log heeft ${omvang} rijen onder een checkpoint`, ...regels, ...fouten],
    goed: volgtElk && !fouten.length,
  };
}

function standInWoorden(rij: Getuigenrij | undefined, omvang: number): string {
  if (!rij || rij.stand === 'nieuw') return 'nog niet bevraagd';
  const tot = rij.omvang === null ? 'tekende nog niets' : `tekende tot ${rij.omvang}, ${omvang - rij.omvang} achter`;
  const reden = rij.reden === null ? '' : `: ${rij.reden}`;
  return `${tot}; ${rij.stand} sinds ${minuut(rij.sinds)}${reden}`;
}
