import type { Command } from 'commander';
import { ACCOUNTGROEP, type Huisomgeving, opdrachtgroep, schrijf } from '../../terminal/index.ts';
import { blokkeer, deblokkeer } from './blokkering.ts';
import { emailVan } from './email.ts';
import { koppelLeerling, maakOngedaan, toonSamenvoegingen } from './koppel_en_ontkoppel.ts';

export function leerlingopdrachten(leerid: Command, hier: Huisomgeving): void {
  const account = opdrachtgroep(leerid, 'account', ACCOUNTGROEP);
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
    .action(async (id: string) => schrijf(await maakOngedaan(hier, id)));
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
