import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Huisomgeving } from '../kamer.ts';
import { HUIS } from '../kamers.ts';
import { leesKlassenVan } from '../klasinformatie/index.ts';
import type { Klok } from '../klok.ts';
import { metAfmelder } from '../oidc/index.ts';
import { partijenIn } from '../protocol/index.ts';
import { leesLeerlingVanAccount, leesVroegereLeerlingen } from '../register/index.ts';
import { spreekNederlands } from '../terminal/index.ts';
import { leesToegewezenToetsenVan } from '../toetsen/index.ts';
import { huisopdrachten } from './huisopdrachten.ts';

/** The operator's commands: those of each room, and those of the whole house. */
export async function maakProgramma(klok: Klok): Promise<Command> {
  const leerid = spreekNederlands(new Command('leerid'))
    .description('Beheer van LeerID')
    .option('--config <map>', 'configuratiemap', process.env.LEERID_CONFIG_DIR || 'config')
    .option(
      '--partijen <map>',
      'map met de partijen (anders partijen in de configuratiemap)',
      process.env.LEERID_PARTIES_DIR,
    );
  const hier: Huisomgeving = {
    klok,
    kamers: HUIS.kamers,
    get configmap() {
      return leerid.opts<{ config: string }>().config;
    },
    get partijenmap() {
      return leerid.opts<{ partijen?: string }>().partijen || partijenIn(this.configmap);
    },
    leerlingbronnen: {
      leesToetsenVan: leesToegewezenToetsenVan,
      leesKlassenVan: (db, leerlingen, akte) => leesKlassenVan(db, klok, leerlingen, akte),
    },
    leesVroegereLeerlingen,
    leesLeerlingVanAccount,
    metAfmelder: (doe) => metAfmelder(hier, doe),
  };
  for (const { opdrachten } of HUIS.kamers) (await opdrachten?.())?.(leerid, hier);
  huisopdrachten(leerid, hier);
  // The image has no made-up pupils (.dockerignore), so it lacks the command that writes them.
  if (existsSync(join(import.meta.dirname, '../demo')))
    (await import('../demo/opdrachten/demoopdrachten.ts')).demoopdrachten(leerid, hier);
  return leerid;
}
