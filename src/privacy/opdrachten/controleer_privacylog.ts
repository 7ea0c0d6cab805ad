import { readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { maakTijdbalk, type Terminal, type Uitkomst } from '../../terminal/index.ts';
import { inhoudVan } from '../controle/checkpointoordeel.ts';
import { controleerLog } from '../controle/controleer_log.ts';
import type { Logbron } from '../controle/logbron.ts';
import { leesUitvoermap } from '../controle/uitvoer/lees_uitvoermap.ts';
import { leesUitvoertar } from '../controle/uitvoer/lees_uitvoertar.ts';
import type { Wortelvraag } from '../controle/werk/werkverdeling.ts';
import { beschrijfOordeel } from './oordeelregels.ts';
import { leesSleutels } from './sleutelargumenten.ts';

export interface Controleopties {
  export?: string;
  sleutel?: string[];
  getuige?: string[];
  getuigenis?: string[];
}

/** Smaller logs are checked before a thread has started. */
const RIJEN_PER_DRAAD = 50_000;

/** Checks an export with public keys alone: no database, no setting. */
export async function controleerPrivacylog(opties: Controleopties, { uit }: Terminal): Promise<Uitkomst> {
  if (!opties.sleutel?.length)
    return {
      regels: ['geef met --sleutel de publieke sleutel van het log: in de uitvoer kan ook een andere staan'],
      goed: false,
    };
  const sleutels = await leesSleutels(opties.sleutel, 'ondertekening');
  const getuigen = await leesSleutels(opties.getuige ?? [], 'medeondertekening');
  const bron = openUitvoer(opties.export ?? '');
  const { omvang } = bron.omslag;
  const balk = maakTijdbalk(uit, { doet: 'controleren', eenheid: 'rijen' }, omvang);
  try {
    const oordeel = await controleerLog({
      bron,
      vertrouwen: {
        sleutels: sleutels.map(({ vkey, ...dagen }) => ({ vkey: vkey.tekst, ...dagen })),
        getuigen: getuigen.map(({ vkey }) => vkey.tekst),
      },
      getuigen: getuigen.map(({ vkey }) => vkey.naam),
      bewaard: leesGetuigenissen(opties.getuigenis ?? []),
      draden: Math.min(availableParallelism(), Math.floor(omvang / RIJEN_PER_DRAAD)),
      meld: balk.meld,
    });
    return beschrijfOordeel(oordeel);
  } finally {
    balk.klaar();
  }
}

function openUitvoer(pad: string): Logbron {
  return statSync(pad).isDirectory() ? leesUitvoermap(pad) : leesUitvoertar(pad);
}

/** Checkpoints that a witness kept, the smallest first. */
function leesGetuigenissen(bestanden: readonly string[]): Wortelvraag[] {
  const vragen = bestanden.map((bewaarder) => {
    const notitie = readFileSync(bewaarder, 'utf8');
    return { bewaarder, omvang: inhoudVan(notitie)?.omvang, regel: { notitie } };
  });
  return vragen.sort((a, b) => (a.omvang ?? 0) - (b.omvang ?? 0));
}
