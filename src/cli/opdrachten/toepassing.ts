import type { Command } from 'commander';
import { tekenDossier } from '../ondertekenen.ts';
import { maakSleutelpaar } from '../partij.ts';
import { controleerToepassingen } from '../toepassing.ts';
import { type Omgeving, schrijf } from '../uitkomst.ts';

/** Parties with their keys, and the dossiers that they sign. */
export function toepassingopdrachten(leerid: Command, hier: Omgeving): void {
  const toepassing = leerid.command('toepassing').description('dossiers van toepassingen nakijken en ondertekenen');
  toepassing
    .command('controleer [client_id]')
    .description('kijkt na of een toepassing (of elke) getekend is en vandaag open')
    .action(async (clientId?: string) => schrijf(await controleerToepassingen(hier, clientId)));
  toepassing
    .command('onderteken <client_id>')
    .description('zet de handtekening van een ontvangende partij onder de bytes van het dossier')
    .requiredOption('--partij <partij>', 'partij die tekent, zoals in config/partijen')
    .requiredOption('--sleutel <bestand>', 'privésleutel van de partij (JWK)')
    .action(async (clientId: string, opties: { partij: string; sleutel: string }) =>
      schrijf(await tekenDossier(hier, clientId, opties.partij, opties.sleutel)),
    );

  leerid
    .command('partij')
    .description('sleutels van partijen')
    .command('sleutelpaar <partij>')
    .description(
      'maakt een sleutelpaar: de publieke helft komt in config/partijen, de privésleutel in een eigen bestand',
    )
    .requiredOption('--sleutel <bestand>', 'waar de privésleutel komt; dat bestand mag nog niet bestaan')
    .action(async (partij: string, opties: { sleutel: string }) =>
      schrijf(await maakSleutelpaar(hier.configmap, partij, opties.sleutel)),
    );
}
