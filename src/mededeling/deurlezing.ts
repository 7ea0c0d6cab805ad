import { GEEN_KLASSEN, type Klaslezing, leesToegelatenKlassen, nogGeldig } from './klassen.ts';
import type { Deurbenodigdheden, Toegang } from './vraag_toegang.ts';

/** What an answer is composed of. */
export interface Deurlezing {
  toegang: Toegang;
  klassen: Klaslezing;
}

/** Milliseconds. What began to be read longer ago may have been overtaken, and is read again. */
const MOMENT = 200;

/** And this is as old as that second reading may be: a database that takes longer is not there. */
const GEDULD = 1_000;

/** What the row of the log is to name. Classes are looked up only for who asked for them, and may have them. */
export async function leesEerst(
  nodig: Deurbenodigdheden,
  toegang: Toegang,
  gevraagd: ReadonlySet<string>,
): Promise<Deurlezing> {
  const isGelijst = toegang.toepassing.deel.gegevens.some(({ code }) => code === 'klasinformatie');
  const klassen = gevraagd.has('ov_klas') && isGelijst ? await leesToegelatenKlassen(nodig, toegang) : GEEN_KLASSEN;
  return { toegang, klassen };
}

/**
 * What is so once the row is durable, which may have been long in coming. Classes are always asked again: a school's word counts at once.
 * All else is as fresh as its age, so that a sign-in that nothing holds up costs no further statement.
 * @returns undefined where the gate now refuses, or what the answer rests on is gone
 */
export async function leesNaDeRij(
  nodig: Deurbenodigdheden,
  eerst: Deurlezing,
  vraagOpnieuw: () => Promise<Toegang | undefined>,
): Promise<Deurlezing | undefined> {
  if (isHooguit(MOMENT, nodig, eerst)) {
    const zelfde = await leesBij(nodig, eerst.toegang, eerst);
    if (isHooguit(MOMENT, nodig, zelfde)) return zelfde;
  }
  // Stops first: whatever comes while they hang, is seen by what is read after them.
  await nodig.leesStopsZoNodig();
  const toegang = await vraagOpnieuw();
  if (!toegang) return undefined;
  const daarna = await leesBij(nodig, toegang, eerst);
  if (!isHooguit(GEDULD, nodig, daarna)) throw verouderd();
  return daarna;
}

/** The last waits: if one is long, the age of the whole tells. */
async function leesBij(nodig: Deurbenodigdheden, toegang: Toegang, eerst: Deurlezing): Promise<Deurlezing> {
  const klassen = eerst.klassen.klassen.length > 0 ? await leesToegelatenKlassen(nodig, toegang) : GEEN_KLASSEN;
  await nodig.leesStopsZoNodig();
  return { toegang, klassen };
}

/** On another day it never is, however young: terms and windows end at midnight. */
function isHooguit(milliseconden: number, { klok }: Deurbenodigdheden, { toegang: { begonnen } }: Deurlezing): boolean {
  return begonnen.vandaag.equals(klok.vandaag()) && klok.verstreken() - begonnen.verstreken < milliseconden;
}

function verouderd(): Error {
  return Object.assign(new Error('wat er na de logregel gelezen is, is te oud'), { code: 'lezing_verouderd' });
}

/**
 * What both readings allow, as it stands now. Nothing where the second one is of another pupil or under another text of the act than the
 * log names.
 */
export function doorsnede(nodig: Deurbenodigdheden, eerst: Deurlezing, daarna: Deurlezing): Deurlezing | undefined {
  const { toegang: een } = eerst;
  const { toegang: ander } = daarna;
  if (een.leerling.id !== ander.leerling.id || een.toepassing.protocolHash !== ander.toepassing.protocolHash)
    return undefined;
  return {
    toegang: {
      ...ander,
      inschrijvingen: inBeide(een.inschrijvingen, ander.inschrijvingen),
      toetsen: inBeide(een.toetsen, ander.toetsen),
    },
    klassen: {
      ...eerst.klassen,
      klassen: inBeide(eerst.klassen.klassen, nogGeldig(nodig, eerst.klassen, daarna.klassen)),
    },
  };
}

/** One that changed meanwhile is another one. */
function inBeide<T>(eerst: readonly T[], daarna: readonly T[]): T[] {
  const bekend = new Set(eerst.map((een) => JSON.stringify(een)));
  return daarna.filter((een) => bekend.has(JSON.stringify(een)));
}
