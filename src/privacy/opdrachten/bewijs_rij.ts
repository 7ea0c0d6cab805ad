import { readFileSync } from 'node:fs';
import type { Klok } from '../../klok.ts';
import { eisPlaatsVoor, maakGeheimBestand, minuut, type Uitkomst } from '../../terminal/index.ts';
import type { Rijnaam } from '../archief/zoek_in_archief.ts';
import { bevindingInWoorden } from '../controle/bevinding.ts';
import { controleerBewijs } from '../controle/bewijs/controleer_bewijs.ts';
import { maakBewijs } from '../controle/bewijs/maak_bewijs.ts';
import { leesTlogbewijs, schrijfTlogbewijs } from '../controle/bewijs/tlogbewijs.ts';
import type { Opzoekdoel } from '../regel/doel.ts';
import { schrijfOperatoropzoeking } from '../regel/opzoeking.ts';
import { metLogdatabase } from './met_logdatabase.ts';
import { leesSleutels } from './sleutelargumenten.ts';

/** @throws Error in one line when it is neither the number of a row nor its id */
export function alsRij(tekst: string): Rijnaam {
  if (/^[1-9]\d{0,14}$/.test(tekst)) return { volgnummer: Number(tekst) };
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(tekst)) return { id: tekst };
  throw new Error(`"${tekst.slice(0, 100)}" is geen rij: geef een volgnummer of een id`);
}

export interface Bewijsopties {
  naar: string;
  archief?: string;
  doel: Opzoekdoel;
}

/** Writes the proof of one row into a file. A row of the log says so first: the file holds the row. */
export function bewijsRij(klok: Klok, tekst: string, { naar, archief, doel }: Bewijsopties): Promise<Uitkomst> {
  const rij = alsRij(tekst);
  return metLogdatabase(async ({ log, dienst }) => {
    await eisPlaatsVoor(naar);
    const bewijs = await maakBewijs({ log, dienst, rij, archief });
    if (!bewijs) return { regels: [`rij ${tekst} staat niet in het log, of is gewist na haar termijn`], goed: false };
    const { leerling_id: leerling } = JSON.parse(bewijs.rij) as { leerling_id?: string };
    await schrijfOperatoropzoeking(dienst, klok, {
      opdracht: 'privacylog bewijs',
      doel,
      leerlingen: leerling ? [leerling] : undefined,
      gegevens: ['privacylog'],
    });
    await maakGeheimBestand(naar, schrijfTlogbewijs(bewijs));
    return { regels: [`bewijs van rij ${tekst}, op plaats ${bewijs.plaats}, in ${naar}`], goed: true };
  });
}

/** Checks a proof with public keys alone, and shows its row. */
export async function controleerBewijsbestand(
  bestand: string,
  { sleutel, getuige = [] }: { sleutel?: string[]; getuige?: string[] },
): Promise<Uitkomst> {
  if (!sleutel?.length) return { regels: ['geef met --sleutel de publieke sleutel van het log'], goed: false };
  const getuigen = (await leesSleutels(getuige, 'medeondertekening')).map(({ vkey }) => vkey);
  const bewijs = leesTlogbewijs(readFileSync(bestand, 'utf8'));
  const oordeel = controleerBewijs(bewijs, { sleutels: await leesSleutels(sleutel, 'ondertekening'), getuigen });
  const ontbreekt = getuigen.filter(({ naam }) => !oordeel.getuigen.some((een) => een.naam === naam));
  const fouten = [
    ...(oordeel.fout ? [{ code: oordeel.fout, plaats: bewijs.plaats, omvang: oordeel.omvang }] : []),
    ...ontbreekt.map(({ naam }) => ({ code: 'getuige_ontbreekt' as const, wat: naam })),
  ];
  if (fouten.length) return { regels: fouten.map((een) => `✗ ${bevindingInWoorden(een)}`), goed: false };
  return {
    regels: [
      ...rijregels(bewijs.rij),
      `✓ deze rij staat op plaats ${bewijs.plaats} in het log, onder het checkpoint van ${oordeel.omvang} rijen`,
      ...oordeel.getuigen.map(
        ({ naam, seconden }) =>
          `getuige ${naam} bevestigde dat op ${minuut(Temporal.Instant.fromEpochMilliseconds(1000 * seconden))}`,
      ),
    ],
    goed: true,
  };
}

/** The row, a field on each line. Its values may come from a stranger: a terminal must not obey them. */
function rijregels(rij: string): string[] {
  const velden = Object.entries(JSON.parse(rij) as Record<string, unknown>);
  return velden.map(([naam, waarde]) => `${veilig(naam)}: ${veilig([waarde].flat().join(', '))}`);
}

function veilig(tekst: string): string {
  return tekst.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
}
