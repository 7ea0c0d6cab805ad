import { type Command, InvalidArgumentError } from 'commander';
import { STOPGRONDEN } from '../../protocol/index.ts';
import { alsDag, type Omgeving, schrijf, schrijfBytes, terminal } from '../../terminal/index.ts';
import { type Attestopdracht, registreerAttest, toonAfbouw } from './afbouwopdrachten.ts';
import { controleer, toon } from './controleer_protocol.ts';
import { nieuweVersie, nieuwProtocol, type Protocolpartijen } from './nieuw.ts';
import { tekenProtocol } from './ondertekenen.ts';
import { type Stopopdracht, stopProtocol } from './stop_protocol.ts';
import { toonVerschil, type Verschilvraag } from './toon_verschil.ts';
import { toonVersie, toonVersies } from './toon_versies.ts';
import { type Opzegging, zegOp } from './zeg_op.ts';

/** Notice has a term and a command of its own. */
const METEEN = STOPGRONDEN.filter((grond) => grond !== 'opzegging');

function alsMeteengrond(grond: string): string {
  if (METEEN.some((een) => een === grond)) return grond;
  throw new InvalidArgumentError(`een van: ${METEEN.join(', ')}`);
}

export function protocolopdrachten(leerid: Command, hier: Omgeving): void {
  const protocol = leerid.command('protocol').description('protocollen nakijken, tonen en ondertekenen');
  protocol
    .command('nieuw <naam>')
    .description('schrijft een protocol met uitleg bij elk veld, om in te vullen')
    .requiredOption('--verstrekker <partij>', 'partij die de gegevens meedeelt, zoals in partijen')
    .requiredOption('--ontvanger <partij>', 'partij die ze krijgt')
    .action(async (naam: string, rollen: Protocolpartijen) => schrijf(await nieuwProtocol(hier, naam, rollen)));
  protocol
    .command('nieuwe-versie <naam>')
    .description('zet een kopie van de tekst van vandaag in de map versies, om te wijzigen en te laten tekenen')
    .action(async (naam: string) => schrijf(await nieuweVersie(hier, naam)));
  protocol
    .command('verschil <naam>')
    .description('zegt in gewone taal wat een tekst verandert tegenover een andere')
    .option('--van <tekst>', 'een nummer in de map versies, of het begin van een hash (de tekst van vandaag)')
    .option('--naar <tekst>', 'een nummer of het begin van een hash (de tekst die komt)')
    .option('--json', 'voor een programma', false)
    .action(async (naam: string, vraag: Verschilvraag) => schrijf(await toonVerschil(hier, naam, vraag)));
  protocol
    .command('zegop <naam>')
    .description(
      'zegt een protocol op: het eindigt als de termijn van de akte voorbij is, en dat is niet terug te nemen',
    )
    .requiredOption('--door <partij>', 'de partij die opzegt')
    .option('--ontvangen <dag>', 'wanneer de andere partij de opzegging ontving (vandaag)', alsDag)
    .option(
      '--op <dag>',
      'de eerste dag waarop het niet meer geldt (de dag na de termijn); nodig met --ja bij een vroegere ontvangst',
      alsDag,
    )
    .option('--reden <reden>', 'bijvoorbeeld waar de brief te vinden is', 'opzegging')
    .option('--ja', 'vraagt geen bevestiging', false)
    .action(async (naam: string, opzegging: Opzegging) => schrijf(await zegOp(hier, naam, opzegging, terminal)));
  protocol
    .command('afbouw <naam>')
    .description('toont na het einde wat elke ontvanger moet vernietigen, tegen wanneer, en wie dat verklaarde')
    .action(async (naam: string) => schrijf(await toonAfbouw(hier, naam)));
  protocol
    .command('attest <naam>')
    .description('registreert dat een ontvanger vernietigde wat hij kreeg, en dat blijft staan')
    .requiredOption('--ontvanger <id>', 'de ontvanger, zoals in "protocol afbouw"')
    .requiredOption('--door <partij>', 'de partij die het verklaart')
    .requiredOption('--document <sha256|bestand>', 'het getekende attest, of zijn SHA-256')
    .requiredOption('--op <dag>', 'de dag van de vernietiging', alsDag)
    .option('--bij <houder>', 'enkel wat deze houder had, in de woorden van "protocol afbouw" (alles)')
    .option('--verbetert', 'er is al een attest en het was fout: dit komt ernaast en telt', false)
    .option('--ja', 'vraagt geen bevestiging', false)
    .action(async (naam: string, opdracht: Attestopdracht) =>
      schrijf(await registreerAttest(hier, naam, opdracht, terminal)),
    );
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
      `een inbreuk, of wat van rechtswege beëindigt: ${METEEN.join(', ')}; een opzegging gaat met "protocol zegop"`,
      alsMeteengrond,
      'sanctie',
    )
    .option(
      '--op <dag>',
      'vanaf welke dag, zoals 2027-09-01 (vandaag); wie een vroegere dag noemt, vervroegt een stop',
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
