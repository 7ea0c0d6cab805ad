import { VEELGEKOZEN } from './veelgekozen.ts';

/** Whose password it will be. People first try what they know of a pupil. */
export interface Kiezer {
  gebruikersnaam: string;
  voornaam: string;
  naam: string;
  scholen: readonly string[];
  hoofdstructuren: readonly string[];
}

const LAGER = 8;
const SECUNDAIR = 12;
const LANGSTE = 128;

/**
 * Rows of a keyboard (ours is azerty) and of the alphabet. Four in a row, in either direction, are easy to
 * guess.
 */
const RIJEN = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
];
const RIJSTUKKEN = RIJEN.flatMap((rij) => [rij, [...rij].reverse().join('')]).flatMap((rij) =>
  Array.from({ length: rij.length - 3 }, (_, begin) => rij.slice(begin, begin + 4)),
);
/** The same one to four characters, three times or more. */
const HERHALING = /(.{1,4})\1{2,}/gu;

/** A main structure that begins with 3 is secondary education (Discimus). */
export function minimumlengte({ hoofdstructuren }: Pick<Kiezer, 'hoofdstructuren'>): number {
  return hoofdstructuren.some((code) => code.startsWith('3')) ? SECUNDAIR : LAGER;
}

/**
 * Why this can't be the password, in words for a ten-year-old. Undefined when it can. There are no
 * composition rules. Parts that anybody would guess are allowed, but don't count towards the length.
 * docs/keuzes/aanmelden.md#names-and-common-words-dont-count-towards-the-length-of-a-password
 * @param wachtwoord in NFC, as the form gives it
 */
export function bezwaar(wachtwoord: string, kiezer: Kiezer): string | undefined {
  const minimum = minimumlengte(kiezer);
  const tekens = gevouwen(wachtwoord);
  if (tekens.length < minimum) return `Dit wachtwoord is te kort. Neem minstens ${minimum} tekens.`;
  if (wachtwoord.length > LANGSTE) return `Dit wachtwoord is te lang. Neem hoogstens ${LANGSTE} tekens.`;
  const nietVanHemzelf = zonder(tekens, eigenWoorden(kiezer));
  if (aantal(nietVanHemzelf) < minimum) {
    return 'Je naam en de naam van je school zijn makkelijk te raden: die tellen niet mee. Maak het langer, of kies iets anders.';
  }
  const over = zonder(tekens, [...eigenWoorden(kiezer), ...VEELGEKOZEN, ...RIJSTUKKEN]);
  if (aantal(zonderHerhaling(tekens, over)) < minimum) {
    return 'Wat veel mensen kiezen, zoals “welkom” of “12345”, is makkelijk te raden: dat telt niet mee. Maak het langer, of kies iets anders.';
  }
  return undefined;
}

const LEET: Record<string, string> = { '@': 'a', '4': 'a', '3': 'e', '1': 'i', '!': 'i', '0': 'o', $: 's', '5': 's' };

/**
 * One character for each that was typed. Case, accents and digits that replace a letter make no password
 * harder.
 */
function gevouwen(tekst: string): string[] {
  return [...tekst].map((teken) => {
    const kaal = teken.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase() || teken;
    return LEET[kaal] ?? kaal;
  });
}

function eigenWoorden({ gebruikersnaam, voornaam, naam, scholen }: Kiezer): string[] {
  const persoon = [gebruikersnaam, ...[gebruikersnaam, voornaam, naam].flatMap(woorden)];
  return ['leerid', ...persoon.filter(({ length }) => length > 2), ...scholen.flatMap(woorden).filter(isSchoolwoord)];
}

function woorden(tekst: string): string[] {
  return tekst.split(/[^\p{L}\p{M}]+/u);
}

/** "de", "van" and "sint" do not identify a school. */
function isSchoolwoord({ length }: string): boolean {
  return length > 4;
}

/** The same characters, with an empty place wherever one of the words was. Words may overlap. */
function zonder(tekens: readonly string[], weg: readonly string[]): string[] {
  const over = [...tekens];
  for (const woord of weg.map(gevouwen)) {
    for (let plaats = 0; plaats + woord.length <= tekens.length; plaats++) {
      if (woord.every((teken, i) => tekens[plaats + i] === teken)) over.fill('', plaats, plaats + woord.length);
    }
  }
  return over;
}

function zonderHerhaling(tekens: readonly string[], over: readonly string[]): string[] {
  const weg = [...tekens.join('').matchAll(HERHALING)].map(([stuk]) => stuk);
  const zonderStukken = zonder(tekens, weg);
  return over.map((teken, plaats) => (zonderStukken[plaats] === '' ? '' : teken));
}

function aantal(tekens: readonly string[]): number {
  return tekens.filter((teken) => teken !== '').length;
}
