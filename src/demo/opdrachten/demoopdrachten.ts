import type { Command } from 'commander';
import { type Omgeving, schrijf } from '../../terminal/index.ts';
import { schrijfDemoVlaanderen } from './schrijf_demo_vlaanderen.ts';

export function demoopdrachten(leerid: Command, hier: Omgeving): void {
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
