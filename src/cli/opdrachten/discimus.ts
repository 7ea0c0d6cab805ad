import type { Command } from 'commander';
import { type Laadopdracht, laad } from '../discimus.ts';
import { toonTwijfels, toonVerslagen } from '../discimuslijsten.ts';
import { type Omgeving, schrijf } from '../uitkomst.ts';
import { schrijfDemoVlaanderen } from '../vlaanderen.ts';

export function discimusopdrachten(leerid: Command, hier: Omgeving): void {
  const discimus = leerid.command('discimus').description('het register uit Discimus');
  discimus
    .command('laad <manifest>')
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
  discimus
    .command('twijfels')
    .description('toont over wie de lading niet wou gokken, en wat te doen')
    .action(async () => schrijf(await toonTwijfels()));

  leerid
    .command('demo')
    .description('verzonnen gegevens, voor tests en zandbak')
    .command('vlaanderen')
    .description('schrijft leveringen zoals Discimus ze geeft, met de verhoudingen van Vlaanderen')
    .requiredOption('--map <map>', 'waar de mappen nacht-1, nacht-2, … komen')
    .option('--leerlingen <aantal>', 'leerlingen van de eerste nacht (1200000)')
    .option('--zaad <getal>', 'hetzelfde zaad geeft dezelfde leerlingen (1)')
    .option('--peildatum <dag>', 'dag van de eerste levering (vandaag)')
    .option('--nachten <aantal>', 'hoeveel leveringen (1)')
    .option('--verandering <deel>', 'deel dat per nacht verandert (0.01)')
    .option('--soort <soort>', 'van de leveringen na de eerste: volledig of wijzigingen (volledig)')
    .option('--twijfel', 'sommigen wisselen van sleutel: enkel het stamnummer verraadt dat het dezelfde leerling is')
    .option('--vorm <vorm>', 'csv of jsonl (csv)')
    .option('--ongecomprimeerd', 'zonder gzip')
    .action(async (opties: unknown) => schrijf(await schrijfDemoVlaanderen(hier.klok, opties)));
}
