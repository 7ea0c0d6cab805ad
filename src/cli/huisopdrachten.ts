import type { Command } from 'commander';
import { type Huisomgeving, schrijf } from '../terminal/index.ts';
import { bereidDatabase } from './bereid_database.ts';
import { voerBewaringUit } from './voer_bewaring_uit.ts';

/** Commands that belong to no single room: they work on all rooms together. */
export function huisopdrachten(leerid: Command, hier: Huisomgeving): void {
  leerid
    .command('database')
    .description('de tabellen waarop LeerID draait')
    .command('bereid')
    .description('migreert als LEERID_DATABASE_OWNER_URL, en geeft de account van DATABASE_URL zijn rechten')
    .action(async () => schrijf(await bereidDatabase(hier)));

  leerid
    .command('bewaring')
    .description('wist wat lang genoeg bewaard is, zoals elke nacht om half vier gebeurt')
    .option('--proef', 'toont het alleen', false)
    .action(async ({ proef }: { proef: boolean }) => schrijf(await voerBewaringUit(hier, proef)));
}
