import type { Command } from 'commander';
import type { Klok } from '../../klok.ts';
import { alsMaand, schrijf, terminal, type Uitkomst } from '../../terminal/index.ts';
import { metDoel } from '../regel/doeloptie.ts';
import { type Bewijsopties, bewijsRij, controleerBewijsbestand } from './bewijs_rij.ts';
import { type Controleopties, controleerDatabase, controleerUitvoer } from './controleer_privacylog.ts';
import { type Uitvoeropties, voerPrivacylogUit } from './voer_privacylog_uit.ts';

const ARCHIEF = 'de map met de maanden die uit de database zijn';

/** Commands with which an auditor sees that the log is whole. */
export function controleopdrachten(privacylog: Command, klok: Klok): void {
  privacylog
    .command('controleer')
    .description('gaat na of het log heel is, en noemt de eerste rij die gewijzigd, verdwenen of bijgezet is')
    .option('--export <pad>', 'een uitvoer, als tar of uitgepakt in een map (anders: het log in de database)')
    .option('--sleutel <vkey...>', 'publieke sleutels van het log, of een bestand met een sleutel op elke regel')
    .option('--getuige <vkey...>', 'publieke sleutels van getuigen, of een bestand met een sleutel op elke regel')
    .option('--getuigenis <bestand...>', 'checkpoints die een getuige zelf bewaarde')
    .option('--archief <map>', ARCHIEF)
    .option('--maand <maand>', 'met --export: de ene maand die je vroeg; anders moet elke rij er zijn', alsMaand)
    .option('--bewijs <bestand>', 'in de plaats daarvan: het bewijs van één rij')
    .action(async (opties: Controlevraag) => schrijf(await controleer(klok, opties)));
  const voerUit = privacylog
    .command('voer-uit')
    .description('schrijft het log in één bestand, waarmee een auditor zonder LeerID nagaat dat het heel is')
    .requiredOption('--naar <bestand>', 'waar de tar komt')
    .option('--archief <map>', ARCHIEF)
    .option(
      '--maand <maand>',
      'alleen de rijen van deze maand, als 2026-11; van de andere staan alleen de hashes erin',
      alsMaand,
    );
  metDoel(voerUit, 'toezicht').action(async (opties: Uitvoeropties) =>
    schrijf(await voerPrivacylogUit(klok, opties, terminal)),
  );
  const bewijs = privacylog
    .command('bewijs <rij>')
    .description('schrijft het bewijs dat een rij in het log staat; een auditor gaat het na met controleer --bewijs')
    .requiredOption('--naar <bestand>', 'waar het bewijs komt: de rij staat erin')
    .option('--archief <map>', ARCHIEF);
  metDoel(bewijs).action(async (rij: string, opties: Bewijsopties) => schrijf(await bewijsRij(klok, rij, opties)));
}

type Controlevraag = Controleopties & { export?: string; bewijs?: string };

function controleer(klok: Klok, { export: pad, bewijs, ...opties }: Controlevraag): Promise<Uitkomst> {
  if (bewijs) return controleerBewijsbestand(bewijs, opties);
  return pad ? controleerUitvoer(klok, pad, opties, terminal) : controleerDatabase(klok, opties, terminal);
}
