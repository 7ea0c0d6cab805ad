import { Command, InvalidArgumentError } from 'commander';
import type { Schoolkeuze } from './aanmelden/index.ts';
import { blokkeer, deblokkeer, toonAfmeldingen } from './cli/account.ts';
import { geefCode, geefCodes } from './cli/activatie.ts';
import { voerBewaringUit } from './cli/bewaring.ts';
import { bereidDatabase, roteer, stopProtocol, toonSleutels } from './cli/database.ts';
import { type Laadopdracht, laad } from './cli/discimus.ts';
import { toonTwijfels, toonVerslagen } from './cli/discimuslijsten.ts';
import { koppelLeerling, ontkoppelLeerling, toonSamenvoegingen } from './cli/leerling.ts';
import { maakSleutelpaar, tekenProtocol } from './cli/ondertekenen.ts';
import { controleer, toon } from './cli/protocol.ts';
import { schrijfDemoVlaanderen } from './cli/vlaanderen.ts';

/** The operator's commands. Output is Dutch; a command that finds something wrong ends with exit code 1. */
const leerid = new Command('leerid')
  .description('Beheer van LeerID')
  .option('--config <map>', 'configuratiemap', process.env.LEERID_CONFIG_DIR || 'config');

const configmap = () => leerid.opts<{ config: string }>().config;

const protocol = leerid.command('protocol').description('protocollen nakijken, tonen en ondertekenen');
protocol
  .command('controleer [naam]')
  .description('kijkt na of een protocol (of elk protocol) geldig is en vandaag in werking')
  .action(async (naam?: string) => schrijf(await controleer(configmap(), naam)));
protocol
  .command('toon <naam>')
  .description('toont in gewone taal wat een protocol regelt')
  .action(async (naam: string) => schrijf(await toon(configmap(), naam)));
protocol
  .command('stop <naam>')
  .description('zet een protocol stop: elke node sluit de toepassingen binnen vijf seconden')
  .requiredOption('--door <partij>', 'de partij die stopt')
  .requiredOption('--reden <reden>', 'waarom')
  .action(async (naam: string, opties: { door: string; reden: string }) =>
    schrijf(await stopProtocol(configmap(), naam, opties.door, opties.reden)),
  );
protocol
  .command('onderteken <naam>')
  .description('zet de handtekening van een partij onder de bytes van het bestand')
  .requiredOption('--partij <partij>', 'partij die tekent, zoals in config/partijen')
  .requiredOption('--sleutel <bestand>', 'privésleutel van de partij (JWK)')
  .action(async (naam: string, opties: { partij: string; sleutel: string }) =>
    schrijf(await tekenProtocol(configmap(), naam, opties.partij, opties.sleutel)),
  );

leerid
  .command('partij')
  .description('sleutels van partijen')
  .command('sleutelpaar <partij>')
  .description('maakt een sleutelpaar: de publieke helft komt in config/partijen, de privésleutel in een eigen bestand')
  .requiredOption('--sleutel <bestand>', 'waar de privésleutel komt; dat bestand mag nog niet bestaan')
  .action(async (partij: string, opties: { sleutel: string }) =>
    schrijf(await maakSleutelpaar(configmap(), partij, opties.sleutel)),
  );

const sleutels = leerid.command('sleutels').description('sleutels waarmee LeerID tokens ondertekent');
sleutels
  .command('toon')
  .description('toont elke sleutel met zijn fase: volgende, actief of uitdovend')
  .action(async () => schrijf(await toonSleutels()));
sleutels
  .command('roteer')
  .description('zet een stap: maak een volgende sleutel, of neem die na een uur in gebruik en laat de oude uitdoven')
  .action(async () => schrijf(await roteer()));

leerid
  .command('database')
  .description('de tabellen waarop LeerID draait')
  .command('bereid')
  .description('migreert als LEERID_DATABASE_OWNER_URL, en geeft de account van DATABASE_URL zijn rechten')
  .action(async () => schrijf(await bereidDatabase()));

const account = leerid.command('account').description('één account van een leerling');
account
  .command('blokkeer <gebruikersnaam>')
  .description('sluit een account en beëindigt zijn sessies, ook bij de toepassingen')
  .action(async (naam: string) => schrijf(await blokkeer(configmap(), naam)));
account
  .command('deblokkeer <gebruikersnaam>')
  .description('opent een gesloten account weer')
  .action(async (naam: string) => schrijf(await deblokkeer(naam)));
account
  .command('activatiecode <gebruikersnaam>')
  .description('geeft een code om zelf een wachtwoord te kiezen; het vorige vervalt en de sessies eindigen')
  .action(async (naam: string) => schrijf(await geefCode(configmap(), naam)));
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
    schrijf(await geefCodes(configmap(), { ...keuze, ookMetWachtwoord: alle }, uit)),
  );

const leerling = leerid.command('leerling').description('wie wie is: samenvoegingen en twijfels');
leerling
  .command('samenvoegingen')
  .description('toont welke leerlingen dezelfde bleken, de laatste eerst')
  .option('--gebruikersnaam <naam>', 'alleen die van deze leerling')
  .action(async ({ gebruikersnaam }: { gebruikersnaam?: string }) => schrijf(await toonSamenvoegingen(gebruikersnaam)));
leerling
  .command('ontkoppel <samenvoeging>')
  .description('maakt een samenvoeging ongedaan en beëindigt de sessies van beide leerlingen')
  .action(async (id: string) => schrijf(await ontkoppelLeerling(configmap(), id)));
leerling
  .command('koppel <twijfel> <gebruikersnaam>')
  .description('beslist dat een twijfel over deze leerling gaat: de volgende lading herkent hem')
  .action(async (id: string, naam: string) => schrijf(await koppelLeerling(id, naam)));

const discimus = leerid.command('discimus').description('het register uit Discimus');
discimus
  .command('laad <manifest>')
  .description('laadt een levering: alles of niets')
  .option('--proef', 'toont wat er zou veranderen en verandert niets')
  .option('--toch', 'laadt ook wat er als geheel verkeerd uitziet, of wat ouder is dan de vorige levering')
  .option('--uitval <bestand>', 'waar de niet gebruikte regels komen (uitval.csv naast het manifest)')
  .option('--uitkomst <bestand>', 'ook regel per regel wat ervan kwam')
  .action(async (manifest: string, opties: Laadopdracht) =>
    schrijf(await laad(configmap(), manifest, opties, process.stdout)),
  );
discimus
  .command('verslagen')
  .description('toont de laatste ladingen')
  .action(async () => schrijf(await toonVerslagen()));
discimus
  .command('twijfels')
  .description('toont over wie de lading niet wou gokken, en wat te doen')
  .action(async () => schrijf(await toonTwijfels()));

leerid
  .command('bewaring')
  .description('wist wat lang genoeg bewaard is, zoals elke nacht om half vier gebeurt')
  .option('--proef', 'toont het alleen', false)
  .action(async ({ proef }: { proef: boolean }) => schrijf(await voerBewaringUit(configmap(), proef)));
leerid
  .command('afmeldingen')
  .description('toont afmeldingen die een toepassing nog niet aannam')
  .action(async () => schrijf(await toonAfmeldingen()));

leerid
  .command('demo')
  .description('verzonnen gegevens, voor tests en zandbak')
  .command('vlaanderen')
  .description('schrijft leveringen zoals Discimus ze geeft, met de verhoudingen van Vlaanderen')
  .requiredOption('--map <map>', 'waar de mappen nacht-1, nacht-2, … komen')
  .option('--leerlingen <aantal>', 'leerlingen van de eerste nacht (1200000)')
  .option('--zaad <getal>', 'hetzelfde zaad geeft dezelfde leerlingen (1)')
  .option('--peildatum <dag>', 'dag van de eerste levering (vandaag)')
  .option('--nachten <aantal>', 'hoeveel leveringen (1)')
  .option('--verandering <deel>', 'deel dat per nacht verandert (0.01)')
  .option('--soort <soort>', 'van de leveringen na de eerste: volledig of wijzigingen (volledig)')
  .option('--twijfel', 'sommigen wisselen van sleutel: enkel het stamnummer verraadt dat het dezelfde leerling is')
  .option('--vorm <vorm>', 'csv of jsonl (csv)')
  .option('--ongecomprimeerd', 'zonder gzip')
  .action(async (opties: unknown) => schrijf(await schrijfDemoVlaanderen(opties)));

function alsVolgnummer(tekst: string): number {
  if (!/^[1-9]\d?$/.test(tekst)) throw new InvalidArgumentError('een getal van 1 tot 99');
  return Number(tekst);
}

function alsDag(tekst: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(tekst);
  } catch {
    throw new InvalidArgumentError('een dag als 2027-09-01');
  }
}

/** @param uitkomst lines to print, and whether all is well */
function schrijf({ regels, goed }: { regels: string[]; goed: boolean }): void {
  process.stdout.write(`${regels.join('\n')}\n`);
  if (!goed) process.exitCode = 1;
}

try {
  await leerid.parseAsync();
} catch (fout) {
  console.error((fout as Error).message);
  process.exitCode = 1;
}
