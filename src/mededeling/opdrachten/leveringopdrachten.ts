import { type Command, InvalidArgumentError } from 'commander';
import { alsZin, type Huisomgeving, opdrachtgroep, schrijf, terminal } from '../../terminal/index.ts';
import { geefOpnieuw } from './geef_opnieuw.ts';
import { type Maakkeuze, maakEnGeef } from './maak_en_geef.ts';
import { meldOntvangst, type Ontvangstopdracht } from './meld_ontvangst.ts';
import type { Geefopdracht } from './schrijf_uit.ts';
import { toonLevering, toonLeveringen } from './toon_leveringen.ts';
import { trekLeveringIn } from './trek_in.ts';

export function leveringopdrachten(leerid: Command, hier: Huisomgeving): void {
  const levering = opdrachtgroep(leerid, 'levering', 'bestanden met gegevens voor één ontvanger van een protocol');
  levering
    .command('maak')
    .description('maakt een levering van vandaag en schrijft haar bestand en manifest in een map')
    .requiredOption('--protocol <naam>', 'het protocol')
    .option('--ontvanger <ontvanger>', 'een ontvanger van het protocol (zonder: de ontvangende partij zelf)')
    .option('--toepassing <client_id>', 'welke toepassing, als er meer dan één die ontvanger is')
    .requiredOption('--naam <naam>', 'waarvoor, zoals "toetsronde 2027"', alsZin)
    .option('--stroom <stroom>', 'periodiek of eenmalig, als het protocol beide kent', alsStroom)
    .option('--termijn <duur>', 'hoe lang ze op een bevestiging wacht', alsTermijn, STANDAARDTERMIJN)
    .option('--naar <map>', 'waar het bestand komt; zonder: later, met levering geef')
    .option(
      '--code <bestand>',
      'versleutelt (age) met een toegangscode, die in dit bestand komt: geef die langs een andere weg',
    )
    .option('--proef', 'toont hoeveel leerlingen en welke gegevens zouden vertrekken, en doet niets', false)
    .action(async (keuze: Maakkeuze) => schrijf(await maakEnGeef(hier, keuze, terminal.uit)));
  levering
    .command('toon [id]')
    .description('toont de laatste leveringen, of één')
    .action(async (id?: string) => schrijf(await (id ? toonLevering(id) : toonLeveringen(hier))));
  levering
    .command('geef <id>')
    .description('schrijft een levering opnieuw, tot op de byte, zolang ze niet bevestigd of gesloten is')
    .requiredOption('--naar <map>', 'waar het bestand komt')
    .option(
      '--code <bestand>',
      'versleutelt (age) met een toegangscode, die in dit bestand komt: geef die langs een andere weg',
    )
    .action(async (id: string, keuze: Geefopdracht) => schrijf(await geefOpnieuw(hier, id, keuze)));
  levering
    .command('ontvangen <id>')
    .description('legt vast dat de ontvanger alles heeft, en wist de inhoud hier')
    .requiredOption('--hash <sha256>', 'de SHA-256 die de ontvanger van het bestand maakte')
    .requiredOption('--aantal <aantal>', 'hoeveel regels hij telde', Number)
    .requiredOption('--door <wie>', 'wie het bevestigt: een partij of dienst, geen naam van een persoon', alsZin)
    .action(async (id: string, opdracht: Ontvangstopdracht) => schrijf(await meldOntvangst(hier, id, opdracht)));
  levering
    .command('sluit <id>')
    .description('trekt een levering in: haar inhoud is meteen weg')
    .option('--ja', 'vraagt geen bevestiging', false)
    .action(async (id: string, { ja }: { ja: boolean }) => schrijf(await trekLeveringIn(hier, id, ja, terminal)));
}

const STANDAARDTERMIJN = Temporal.Duration.from('P14D');
/** Nobody needs a copy for longer. The window, the period and the act may end it sooner. */
const LANGSTE_TERMIJN = 90;

function alsTermijn(tekst: string): Temporal.Duration {
  const [, dagen] = /^P([1-9]\d?)D$/.exec(tekst) ?? [];
  if (dagen === undefined || Number(dagen) > LANGSTE_TERMIJN)
    throw new InvalidArgumentError(`een aantal dagen als P14D, hooguit P${LANGSTE_TERMIJN}D`);
  return Temporal.Duration.from(tekst);
}

function alsStroom(tekst: string): 'periodiek' | 'eenmalig' {
  if (tekst === 'periodiek' || tekst === 'eenmalig') return tekst;
  throw new InvalidArgumentError('periodiek of eenmalig');
}
