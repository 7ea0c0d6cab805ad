import type { Command } from 'commander';
import { alsPoort, type Huisomgeving, opdrachtgroep, schrijf } from '../../terminal/index.ts';
import { archiefopdrachten } from './archiefopdrachten.ts';
import { controleopdrachten } from './controleopdrachten.ts';
import { draaiGetuige, type Getuigenopties } from './draai_getuige.ts';
import { toonLogsleutels, wissel } from './logsleutelbeheer.ts';
import { schrijfNieuweGetuigensleutel } from './nieuwe_getuigensleutel.ts';
import { toonGetuigen } from './toon_getuigen.ts';

export function privacylogopdrachten(leerid: Command, hier: Huisomgeving): void {
  const { klok } = hier;
  const privacylog = opdrachtgroep(
    leerid,
    'privacylog',
    'wat er meegedeeld is: het logboek, en wie er mee voor instaat',
  );
  const sleutel = privacylog.command('sleutel').description('sleutels waarmee LeerID het privacylog ondertekent');
  sleutel
    .command('toon')
    .description('toont elke publieke sleutel (vkey), met de dagen waarop hij tekent')
    .action(async () => schrijf(await toonLogsleutels(klok)));
  sleutel
    .command('wissel')
    .description('maakt een nieuwe sleutel; de oude tekent nog dertig dagen mee')
    .option('--gelekt', 'de oude tekent niets meer, omdat iemand anders hem kan hebben')
    .action(async ({ gelekt }: { gelekt?: boolean }) => schrijf(await wissel(klok, gelekt === true)));

  privacylog
    .command('getuigensleutel <naam>')
    .description('maakt de sleutel van een getuige, en toont de vkey om aan LeerID te geven')
    .requiredOption('--naar <bestand>', 'waar de privésleutel komt')
    .action(async (naam: string, { naar }: { naar: string }) =>
      schrijf(await schrijfNieuweGetuigensleutel(naam, naar)),
    );
  privacylog
    .command('getuige')
    .description('draait een getuige: ze tekent mee wat in het privacylog staat, en weigert wie het herschrijft')
    .requiredOption('--map <map>', 'waar ze onthoudt wat ze zag')
    .requiredOption('--log <vkey...>', 'sleutels van het log, of een bestand met een sleutel op elke regel')
    .requiredOption('--sleutel <bestand>', 'haar eigen sleutel, van privacylog getuigensleutel')
    .requiredOption('--poort <nummer>', 'poort waarop ze luistert', alsPoort)
    .option('--adres <adres>', 'adres waarop ze luistert (elk)')
    .action(async (opties: Getuigenopties) => draaiGetuige(opties));
  privacylog
    .command('getuigen')
    .description('toont tot waar elke getuige meetekende, en of ze volgt')
    .action(async () => schrijf(await toonGetuigen(hier)));
  archiefopdrachten(privacylog, hier);
  controleopdrachten(privacylog, hier.klok);
}
