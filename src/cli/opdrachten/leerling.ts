import { type Command, InvalidArgumentError } from 'commander';
import type { Schoolkeuze } from '../../aanmelden/index.ts';
import { blokkeer, deblokkeer } from '../account.ts';
import { geefCode, geefCodes } from '../activatie.ts';
import { emailVan } from '../email.ts';
import { koppelLeerling, ontkoppelLeerling, toonSamenvoegingen } from '../leerling.ts';
import { type Huisomgeving, schrijf } from '../uitkomst.ts';
import { alsDag } from './argumenten.ts';

export function leerlingopdrachten(leerid: Command, hier: Huisomgeving): void {
  const account = leerid
    .command('account')
    .description('de toegang van een leerling: blokkeren, en codes om een wachtwoord te kiezen');
  account
    .command('blokkeer <gebruikersnaam>')
    .description(
      'blokkeert een leerling, onder al zijn gebruikersnamen, en beëindigt zijn sessies, ook bij de toepassingen',
    )
    .action(async (naam: string) => schrijf(await blokkeer(hier, naam)));
  account
    .command('deblokkeer <gebruikersnaam>')
    .description('laat een geblokkeerde leerling weer toe')
    .action(async (naam: string) => schrijf(await deblokkeer(naam)));
  account
    .command('activatiecode <gebruikersnaam>')
    .description(
      'geeft een leerling een code om zelf een wachtwoord te kiezen; zijn vorige vervallen en zijn sessies eindigen',
    )
    .action(async (naam: string) => schrijf(await geefCode(hier, naam)));
  account
    .command('activatiecodes')
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
    .action(async ({ uit, alle, ...keuze }: Omit<Schoolkeuze, 'ookMetWachtwoord'> & { uit: string; alle: boolean }) =>
      schrijf(await geefCodes(hier, { ...keuze, ookMetWachtwoord: alle }, uit)),
    );

  const leerling = leerid
    .command('leerling')
    .description('wie wie is: samenvoegingen en twijfels; het e-mailadres van een leerling');
  leerling
    .command('samenvoegingen')
    .description('toont welke leerlingen dezelfde bleken, de laatste eerst')
    .option('--gebruikersnaam <naam>', 'alleen die van deze leerling')
    .action(async ({ gebruikersnaam }: { gebruikersnaam?: string }) =>
      schrijf(await toonSamenvoegingen(gebruikersnaam)),
    );
  leerling
    .command('ontkoppel <samenvoeging>')
    .description('maakt een samenvoeging ongedaan en beëindigt de sessies van beide leerlingen')
    .action(async (id: string) => schrijf(await ontkoppelLeerling(hier, id)));
  leerling
    .command('koppel <twijfel> <gebruikersnaam>')
    .description('beslist dat een twijfel over deze leerling gaat: de volgende lading herkent hem')
    .action(async (id: string, naam: string) => schrijf(await koppelLeerling(hier, id, naam)));
  leerling
    .command('email <leerling> [adres]')
    .description(
      'geeft een leerling (gebruikersnaam of account_uuid) een e-mailadres, dat voorgaat op Discimus; zonder adres: vanwaar het komt',
    )
    .option('--leeg', 'maakt het leeg: ook Discimus vult het dan niet meer in', false)
    .action(async (wie: string, adres: string | undefined, { leeg }: { leeg: boolean }) =>
      schrijf(await emailVan(hier, wie, adres, leeg)),
    );
}

function alsVolgnummer(tekst: string): number {
  if (!/^[1-9]\d?$/.test(tekst)) throw new InvalidArgumentError('een getal van 1 tot 99');
  return Number(tekst);
}
