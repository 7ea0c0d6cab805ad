import { Command } from 'commander';
import { HUIS } from '../kamers.ts';
import type { Klok } from '../klok.ts';
import { partijenIn } from '../protocol/index.ts';
import { spreekNederlands } from './nederlands.ts';
import { demoopdrachten } from './opdrachten/demo.ts';
import { discimusopdrachten } from './opdrachten/discimus.ts';
import { klasinformatieopdrachten } from './opdrachten/klasinformatie.ts';
import { leerlingopdrachten } from './opdrachten/leerling.ts';
import { onderhoudsopdrachten } from './opdrachten/onderhoud.ts';
import { protocolopdrachten } from './opdrachten/protocol.ts';
import { toepassingopdrachten } from './opdrachten/toepassing.ts';

/** The operator's commands, a file of them for each subject. */
export function maakProgramma(klok: Klok): Command {
  const leerid = spreekNederlands(new Command('leerid'))
    .description('Beheer van LeerID')
    .option('--config <map>', 'configuratiemap', process.env.LEERID_CONFIG_DIR || 'config')
    .option(
      '--partijen <map>',
      'map met de partijen (anders partijen in de configuratiemap)',
      process.env.LEERID_PARTIES_DIR,
    );
  const hier = {
    klok,
    kamers: HUIS.kamers,
    get configmap() {
      return leerid.opts<{ config: string }>().config;
    },
    get partijenmap() {
      return leerid.opts<{ partijen?: string }>().partijen || partijenIn(this.configmap);
    },
  };
  for (const voegToe of [
    protocolopdrachten,
    toepassingopdrachten,
    onderhoudsopdrachten,
    leerlingopdrachten,
    discimusopdrachten,
    klasinformatieopdrachten,
    demoopdrachten,
  ])
    voegToe(leerid, hier);
  return leerid;
}
