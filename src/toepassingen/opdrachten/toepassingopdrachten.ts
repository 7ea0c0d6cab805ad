import type { Command } from 'commander';
import { type Omgeving, schrijf, terminal } from '../../terminal/index.ts';
import { controleerToepassingen } from './controleer_toepassingen.ts';
import { draagClientOver, type Overdrachtsopdracht } from './draag_over.ts';
import { nieuwePartij, nieuweToepassing } from './nieuw.ts';
import { tekenDossier } from './ondertekenen.ts';
import { maakSleutelpaar } from './sleutelpaar.ts';

/** Parties with their keys, and the dossiers that they sign. */
export function toepassingopdrachten(leerid: Command, hier: Omgeving): void {
  const toepassing = leerid.command('toepassing').description('dossiers van toepassingen nakijken en ondertekenen');
  toepassing
    .command('nieuw <client_id>')
    .description('schrijft een dossier met uitleg bij elk veld, om in te vullen')
    .requiredOption('--protocol <naam>', 'het protocol waaronder de toepassing werkt')
    .option('--partij <partij>', 'de partij die ontvangt')
    .option('--ontvanger <id>', 'welke ontvanger van dat protocol, waar het die onderscheidt')
    .action(async (clientId: string, keuze: { protocol: string; partij?: string; ontvanger?: string }) =>
      schrijf(await nieuweToepassing(hier, { clientId, ...keuze })),
    );
  toepassing
    .command('controleer [client_id]')
    .description('kijkt na of een toepassing (of elke) getekend is en vandaag open')
    .action(async (clientId?: string) => schrijf(await controleerToepassingen(hier, clientId)));
  toepassing
    .command('onderteken <client_id>')
    .description('zet de handtekening van een ontvangende partij onder de bytes van het dossier')
    .requiredOption('--partij <partij>', 'partij die tekent, zoals in partijen')
    .requiredOption('--sleutel <bestand>', 'privésleutel van de partij (JWK)')
    .action(async (clientId: string, opties: { partij: string; sleutel: string }) =>
      schrijf(await tekenDossier(hier, clientId, opties.partij, opties.sleutel)),
    );
  toepassing
    .command('draag-over <client_id>')
    .description('geeft een gesloten client_id aan een andere partij; samenwerking en zichtbaarheid eindigen')
    .requiredOption('--aan <partij>', 'de partij die het krijgt, zoals in partijen')
    .requiredOption('--reden <reden>', 'waarom')
    .option('--ja', 'vraagt geen bevestiging', false)
    .action(async (clientId: string, opdracht: Overdrachtsopdracht) =>
      schrijf(await draagClientOver(hier, clientId, opdracht, terminal)),
    );

  const partij = leerid.command('partij').description('partijen en hun sleutels');
  partij
    .command('nieuw <partij>')
    .description('schrijft het bestand van een partij met uitleg bij elk veld, om in te vullen')
    .action(async (naam: string) => schrijf(await nieuwePartij(hier, naam)));
  partij
    .command('sleutelpaar <partij>')
    .description('maakt een sleutelpaar: de publieke helft komt bij de partij, de privésleutel in een eigen bestand')
    .requiredOption('--sleutel <bestand>', 'waar de privésleutel komt; dat bestand mag nog niet bestaan')
    .action(async (partij: string, opties: { sleutel: string }) =>
      schrijf(await maakSleutelpaar(hier.partijenmap, partij, opties.sleutel)),
    );
}
