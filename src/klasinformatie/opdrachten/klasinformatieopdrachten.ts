import { type Command, Option } from 'commander';
import { alsZin, type Omgeving, schrijf, terminal } from '../../terminal/index.ts';
import { type Handeling, wieMag } from '../../wie/index.ts';
import {
  type Akkoordopdracht,
  geefAkkoord,
  type Intrekopdracht,
  toonAkkoorden,
  trekAkkoordIn,
} from './schoolakkoord.ts';

export function klasinformatieopdrachten(leerid: Command, hier: Omgeving): void {
  const klasinformatie = leerid
    .command('klasinformatie')
    .description('welke scholen akkoord gaan met het delen van klassen');
  const door = (handeling: Handeling) =>
    new Option('--door <hoedanigheid>', 'wie voor de school spreekt').choices(wieMag(handeling)).makeOptionMandatory();
  klasinformatie
    .command('akkoord <instellingsnummer>')
    .description('legt vast dat een school akkoord gaat met de tekst die nu in werking is')
    .addOption(door('klassen_delen'))
    .requiredOption('--bewijsstuk <kenmerk>', 'waar de verklaring ligt, zonder naam van een persoon', alsZin)
    .option('--ja', 'vraagt geen bevestiging', false)
    .action(async (school: string, opdracht: Akkoordopdracht) =>
      schrijf(await geefAkkoord(hier, school, opdracht, terminal)),
    );
  klasinformatie
    .command('stop <instellingsnummer>')
    .description('een school deelt geen klassen meer: meteen, op elke node, en voor haar alleen')
    .addOption(door('klassen_stoppen'))
    .option('--reden <reden>', 'waarom, als de school dat zegt', alsZin)
    .option('--ja', 'vraagt geen bevestiging', false)
    .action(async (school: string, opdracht: Intrekopdracht) =>
      schrijf(await trekAkkoordIn(hier, school, opdracht, terminal)),
    );
  klasinformatie
    .command('toon [instellingsnummer]')
    .description('toont wat elke school het laatst zei, of alles wat een school ooit zei')
    .action(async (school?: string) => schrijf(await toonAkkoorden(hier, school)));
}
