import { type Command, InvalidArgumentError } from 'commander';
import { metDoel, type Opzoekdoel } from '../../privacy/index.ts';
import { ACCOUNTGROEP, alsDag, type Huisomgeving, opdrachtgroep, schrijf } from '../../terminal/index.ts';
import type { Schoolkeuze } from '../geef_codes.ts';
import { geefCode, geefCodes } from './activatiecodes.ts';

type Brievenkeuze = Omit<Schoolkeuze, 'ookMetWachtwoord'> & { uit: string; alle: boolean; doel: Opzoekdoel };

export function aanmeldopdrachten(leerid: Command, hier: Huisomgeving): void {
  const account = opdrachtgroep(leerid, 'account', ACCOUNTGROEP);
  metDoel(account.command('activatiecode <gebruikersnaam>'), 'hulp_aan_leerling')
    .description(
      'geeft een leerling een code om zelf een wachtwoord te kiezen; zijn vorige vervallen en zijn sessies eindigen',
    )
    .action(async (naam: string, { doel }: { doel: Opzoekdoel }) => schrijf(await geefCode(hier, naam, doel)));
  metDoel(account.command('activatiecodes'), 'hulp_aan_leerling')
    .description('geeft codes aan wie in een school ingeschreven is en nog geen wachtwoord koos')
    .requiredOption('--school <instellingsnummer>', 'van welke school')
    .requiredOption('--uit <bestand>', 'CSV-bestand voor de brieven; dat mag nog niet bestaan')
    .option('--vestigingsplaats <nummer>', 'alleen van deze vestigingsplaats', alsVolgnummer)
    .option(
      '--dag <dag>',
      'wie op die dag ingeschreven is, zoals 2027-09-01; de codes gelden nog dertig dagen daarna',
      alsDag,
    )
    .option('--alle', 'ook wie al een wachtwoord koos: dat vervalt dan', false)
    .action(async ({ uit, alle, doel, ...keuze }: Brievenkeuze) =>
      schrijf(await geefCodes(hier, { ...keuze, ookMetWachtwoord: alle }, uit, doel)),
    );
}

function alsVolgnummer(tekst: string): number {
  if (!/^[1-9]\d?$/.test(tekst)) throw new InvalidArgumentError('een getal van 1 tot 99');
  return Number(tekst);
}
