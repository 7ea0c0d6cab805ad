import type { Command } from 'commander';
import { metDoel, type Opzoekdoel } from '../../privacy/index.ts';
import { ACCOUNTGROEP, type Huisomgeving, opdrachtgroep, schrijf } from '../../terminal/index.ts';
import { blokkeer, deblokkeer } from './blokkering.ts';
import { emailVan } from './email.ts';
import { koppelLeerling, maakOngedaan, toonSamenvoegingen } from './koppel_en_ontkoppel.ts';

interface Doelkeuze {
  doel: Opzoekdoel;
}

export function leerlingopdrachten(leerid: Command, hier: Huisomgeving): void {
  const account = opdrachtgroep(leerid, 'account', ACCOUNTGROEP);
  metDoel(account.command('blokkeer <gebruikersnaam>'), 'hulp_aan_leerling')
    .description(
      'blokkeert een leerling, onder al zijn gebruikersnamen, en beëindigt zijn sessies, ook bij de toepassingen',
    )
    .action(async (naam: string, { doel }: Doelkeuze) => schrijf(await blokkeer(hier, naam, doel)));
  metDoel(account.command('deblokkeer <gebruikersnaam>'), 'hulp_aan_leerling')
    .description('laat een geblokkeerde leerling weer toe')
    .action(async (naam: string, { doel }: Doelkeuze) => schrijf(await deblokkeer(hier, naam, doel)));

  const leerling = leerid
    .command('leerling')
    .description('wie wie is: samenvoegingen en twijfels; het e-mailadres van een leerling');
  metDoel(leerling.command('samenvoegingen'), 'registerbeheer')
    .description('toont welke leerlingen dezelfde bleken, de laatste eerst')
    .option('--gebruikersnaam <naam>', 'alleen die van deze leerling')
    .action(async ({ gebruikersnaam, doel }: Doelkeuze & { gebruikersnaam?: string }) =>
      schrijf(await toonSamenvoegingen(hier, gebruikersnaam, doel)),
    );
  metDoel(leerling.command('ontkoppel <samenvoeging>'), 'registerbeheer')
    .description('maakt een samenvoeging ongedaan en beëindigt de sessies van beide leerlingen')
    .action(async (id: string, { doel }: Doelkeuze) => schrijf(await maakOngedaan(hier, id, doel)));
  metDoel(leerling.command('koppel <twijfel> <gebruikersnaam>'), 'registerbeheer')
    .description('beslist dat een twijfel over deze leerling gaat: de volgende lading herkent hem')
    .action(async (id: string, naam: string, { doel }: Doelkeuze) =>
      schrijf(await koppelLeerling(hier, id, naam, doel)),
    );
  metDoel(leerling.command('email <leerling> [adres]'), 'hulp_aan_leerling')
    .description(
      'geeft een leerling (gebruikersnaam of account_uuid) een e-mailadres, dat voorgaat op Discimus; zonder adres: vanwaar het komt',
    )
    .option('--leeg', 'maakt het leeg: ook Discimus vult het dan niet meer in', false)
    .action(async (wie: string, adres: string | undefined, { leeg, doel }: Doelkeuze & { leeg: boolean }) =>
      schrijf(await emailVan(hier, wie, adres, leeg, doel)),
    );
}
