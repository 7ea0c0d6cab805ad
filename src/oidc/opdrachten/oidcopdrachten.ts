import type { Command } from 'commander';
import { type Omgeving, schrijf } from '../../terminal/index.ts';
import { roteer, toonSleutels } from './sleutelbeheer.ts';
import { toonAfmeldingen } from './toon_afmeldingen.ts';

export function oidcopdrachten(leerid: Command, { klok }: Omgeving): void {
  const sleutels = leerid.command('sleutels').description('sleutels waarmee LeerID tokens ondertekent');
  sleutels
    .command('toon')
    .description('toont elke sleutel met zijn fase: volgende, actief of uitdovend')
    .action(async () => schrijf(await toonSleutels()));
  sleutels
    .command('roteer')
    .description('zet een stap: maak een volgende sleutel, of neem die na een uur in gebruik en laat de oude uitdoven')
    .action(async () => schrijf(await roteer(klok)));

  leerid
    .command('afmeldingen')
    .description('toont afmeldingen die een toepassing nog niet aannam')
    .action(async () => schrijf(await toonAfmeldingen()));
}
