import type { Command } from 'commander';
import { toonAfmeldingen } from '../account.ts';
import { voerBewaringUit } from '../bewaring.ts';
import { bereidDatabase, roteer, toonSleutels } from '../database.ts';
import { type Huisomgeving, schrijf } from '../uitkomst.ts';

export function onderhoudsopdrachten(leerid: Command, hier: Huisomgeving): void {
  const sleutels = leerid.command('sleutels').description('sleutels waarmee LeerID tokens ondertekent');
  sleutels
    .command('toon')
    .description('toont elke sleutel met zijn fase: volgende, actief of uitdovend')
    .action(async () => schrijf(await toonSleutels()));
  sleutels
    .command('roteer')
    .description('zet een stap: maak een volgende sleutel, of neem die na een uur in gebruik en laat de oude uitdoven')
    .action(async () => schrijf(await roteer(hier.klok)));

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
  leerid
    .command('afmeldingen')
    .description('toont afmeldingen die een toepassing nog niet aannam')
    .action(async () => schrijf(await toonAfmeldingen()));
}
