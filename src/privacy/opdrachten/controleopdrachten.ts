import type { Command } from 'commander';
import { schrijf, terminal } from '../../terminal/index.ts';
import { type Controleopties, controleerPrivacylog } from './controleer_privacylog.ts';

/** Commands with which an auditor sees that the log is whole. */
export function controleopdrachten(privacylog: Command): void {
  privacylog
    .command('controleer')
    .description('gaat na of het log heel is, en noemt de eerste rij die gewijzigd, verdwenen of bijgezet is')
    .requiredOption('--export <pad>', 'een uitvoer, als tar of uitgepakt in een map')
    .option('--sleutel <vkey...>', 'publieke sleutels van het log, of een bestand met een sleutel op elke regel')
    .option('--getuige <vkey...>', 'publieke sleutels van getuigen, of een bestand met een sleutel op elke regel')
    .option('--getuigenis <bestand...>', 'checkpoints die een getuige zelf bewaarde')
    .action(async (opties: Controleopties) => schrijf(await controleerPrivacylog(opties, terminal)));
}
