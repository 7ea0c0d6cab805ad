import type { Command } from 'commander';
import { metDoel, type Opzoekdoel } from '../../privacy/index.ts';
import { type Huisomgeving, schrijf } from '../../terminal/index.ts';
import { toonTwijfels, toonVerslagen } from './discimuslijsten.ts';
import { type Laadopdracht, laad } from './laad_levering.ts';

export function discimusopdrachten(leerid: Command, hier: Huisomgeving): void {
  const discimus = leerid.command('discimus').description('het register uit Discimus');
  metDoel(discimus.command('laad <manifest>'), 'registerbeheer')
    .description('laadt een levering: alles of niets')
    .option('--proef', 'toont wat er zou veranderen en verandert niets')
    .option('--toch', 'laadt ook wat er als geheel verkeerd uitziet, of wat ouder is dan de vorige levering')
    .option('--uitval <bestand>', 'waar de niet gebruikte regels komen (uitval.csv naast het manifest)')
    .option('--uitkomst <bestand>', 'ook regel per regel wat ervan kwam')
    .action(async (manifest: string, opties: Laadopdracht) =>
      schrijf(await laad(hier, manifest, opties, process.stdout)),
    );
  discimus
    .command('verslagen')
    .description('toont de laatste ladingen')
    .action(async () => schrijf(await toonVerslagen()));
  metDoel(discimus.command('twijfels'), 'registerbeheer')
    .description('toont over wie de lading niet wou gokken, en wat te doen')
    .action(async ({ doel }: { doel: Opzoekdoel }) => schrijf(await toonTwijfels(hier, doel)));
}
