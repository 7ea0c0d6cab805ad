import { GEEN_KLASSEN, type Klaslezing, leesToegelatenKlassen, nogGeldig } from './klassen.ts';
import { isHooguit, VERSE_LEEFTIJD } from './leesmoment.ts';
import type { Deurbenodigdheden, Toegang } from './vraag_toegang.ts';

/** What the door read: the gate's answer and, where asked, classes. An answer is composed of it. */
export interface Deurlezing {
  toegang: Toegang;
  klassen: Klaslezing;
}

/** Milliseconds. The second reading may be this old. A database that takes longer counts as unreachable. */
const UITERSTE_LEEFTIJD = 1_000;

/**
 * The first reading: what the log row will name. Classes are read only for an application that asked for them
 * and may have them.
 */
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
 * The second reading, once the log row is durable: the row may have waited long. Classes are always read
 * again, because a school's word counts at once. The rest is read again only when it is too old, so that an
 * ordinary sign-in costs no further statement.
 * @returns undefined if the gate now refuses, or if the session or token is gone
 */
export async function leesNaDeRij(
  nodig: Deurbenodigdheden,
  eerst: Deurlezing,
  vraagOpnieuw: () => Promise<Toegang | undefined>,
): Promise<Deurlezing | undefined> {
  if (isHooguit(VERSE_LEEFTIJD, nodig.klok, eerst.toegang.begonnen)) {
    const zelfde = await leesBij(nodig, eerst.toegang, eerst);
    if (isHooguit(VERSE_LEEFTIJD, nodig.klok, zelfde.toegang.begonnen)) return zelfde;
  }
  // Stops are read first. If that takes long, all that is read after it sees what came meanwhile.
  await nodig.leesStopsZoNodig();
  const toegang = await vraagOpnieuw();
  if (!toegang) return undefined;
  const daarna = await leesBij(nodig, toegang, eerst);
  if (!isHooguit(UITERSTE_LEEFTIJD, nodig.klok, daarna.toegang.begonnen)) throw verouderd();
  return daarna;
}

/** These are the last waits. If one is long, the age of the whole reading shows it. */
async function leesBij(nodig: Deurbenodigdheden, toegang: Toegang, eerst: Deurlezing): Promise<Deurlezing> {
  const klassen = eerst.klassen.klassen.length > 0 ? await leesToegelatenKlassen(nodig, toegang) : GEEN_KLASSEN;
  await nodig.leesStopsZoNodig();
  return { toegang, klassen };
}

function verouderd(): Error {
  return Object.assign(new Error('wat er na de logregel gelezen is, is te oud'), { code: 'lezing_verouderd' });
}

/**
 * What both readings allow, with the values of the second one. It is the first one itself where nothing was
 * read again, as in an ordinary sign-in.
 * @returns undefined if the second one is of another pupil, or under another text of the act, than the log
 * row names
 */
export function doorsnede(nodig: Deurbenodigdheden, eerst: Deurlezing, daarna: Deurlezing): Deurlezing | undefined {
  const { toegang: een } = eerst;
  const { toegang: ander } = daarna;
  if (een === ander && eerst.klassen === daarna.klassen) return eerst;
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

/** An item that changed meanwhile counts as another item. */
export function inBeide<T>(eerst: readonly T[], daarna: readonly T[]): T[] {
  const bekend = new Set(eerst.map((een) => JSON.stringify(een)));
  return daarna.filter((een) => bekend.has(JSON.stringify(een)));
}
