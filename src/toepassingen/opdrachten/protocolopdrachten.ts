import type { Command } from 'commander';
import { STOPGRONDEN } from '../../protocol/index.ts';
import { alsDag, type Omgeving, schrijf, schrijfBytes, terminal } from '../../terminal/index.ts';
import { controleer, toon } from './controleer_protocol.ts';
import { nieuwProtocol, type Protocolpartijen } from './nieuw.ts';
import { tekenProtocol } from './ondertekenen.ts';
import { type Stopopdracht, stopProtocol } from './stop_protocol.ts';
import { toonVersie, toonVersies } from './toon_versies.ts';

export function protocolopdrachten(leerid: Command, hier: Omgeving): void {
  const protocol = leerid.command('protocol').description('protocollen nakijken, tonen en ondertekenen');
  protocol
    .command('nieuw <naam>')
    .description('schrijft een protocol met uitleg bij elk veld, om in te vullen')
    .requiredOption('--verstrekker <partij>', 'partij die de gegevens meedeelt, zoals in partijen')
    .requiredOption('--ontvanger <partij>', 'partij die ze krijgt')
    .action(async (naam: string, rollen: Protocolpartijen) => schrijf(await nieuwProtocol(hier, naam, rollen)));
  protocol
    .command('controleer [naam]')
    .description('kijkt na of een protocol (of elk protocol) geldig is en vandaag in werking')
    .action(async (naam?: string) => schrijf(await controleer(hier, naam)));
  protocol
    .command('toon <naam>')
    .description('toont in gewone taal wat een protocol regelt, en waar het staat in zijn leven')
    .option('--versie <nummer>', 'een tekst in de map versies, in plaats van die van vandaag')
    .action(async (naam: string, { versie }: { versie?: string }) => schrijf(await toon(hier, naam, versie)));
  protocol
    .command('versies [naam]')
    .description('toont elke versie van een akte (of van elke) die ooit in werking was')
    .action(async (naam?: string) => schrijf(await toonVersies(naam)));
  protocol
    .command('versie <hash>')
    .description('geeft de akte van die hash tot op de byte, en zegt op stderr wat haar handtekeningen waard zijn')
    .action(async (hash: string) => schrijfBytes(await toonVersie(hash)));
  protocol
    .command('stop <naam>')
    .description('zet een protocol stop: elke node sluit de toepassingen binnen vijf seconden')
    .requiredOption('--door <partij>', 'de partij die stopt, of die zegt wat er gebeurde')
    .requiredOption('--reden <reden>', 'waarom')
    .option(
      '--grond <grond>',
      `een inbreuk, wat van rechtswege beëindigt, of een opzegging met termijn: ${STOPGRONDEN.join(', ')}`,
      'sanctie',
    )
    .option('--ontvangen <dag>', 'bij een opzegging: wanneer de andere partij ze ontving (vandaag)', alsDag)
    .option(
      '--op <dag>',
      'vanaf welke dag, zoals 2027-09-01 (vandaag, of het einde van de opzegtermijn); wie een vroegere dag noemt, vervroegt een stop',
      alsDag,
    )
    .option('--ja', 'vraagt geen bevestiging', false)
    .action(async (naam: string, opdracht: Stopopdracht) =>
      schrijf(await stopProtocol(hier, naam, opdracht, terminal)),
    );
  protocol
    .command('onderteken <naam>')
    .description('zet de handtekening van een partij onder de bytes van het bestand')
    .requiredOption('--partij <partij>', 'partij die tekent, zoals in partijen')
    .requiredOption('--sleutel <bestand>', 'privésleutel van de partij (JWK)')
    .option('--versie <nummer>', 'een tekst in de map versies, in plaats van die in de map van het protocol')
    .action(async (naam: string, opties: { partij: string; sleutel: string; versie?: string }) =>
      schrijf(await tekenProtocol(hier, naam, opties)),
    );
}
