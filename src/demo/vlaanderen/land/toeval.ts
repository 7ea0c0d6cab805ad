/**
 * Random numbers that depend only on the seed, an index and a purpose: whole numbers of 32 bits, the same on
 * every machine and in any order. No state is kept. For one purpose, no two indexes below 2^32 get the same
 * number, because every step can be undone.
 */
export type Toeval = (index: number, doel: number) => number;

export const BEREIK = 2 ** 32;

export function maakToeval(zaad: number): Toeval {
  const begin = meng(zaad ^ 0x5bd1e995);
  return (index, doel) => meng(meng(Math.imul(index, 0x9e3779b1) ^ meng(begin + doel)) + begin) >>> 0;
}

/** The finalizer of MurmurHash3 (Appleby, public domain): each input bit changes half of the output bits. */
function meng(getal: number): number {
  let h = getal | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** One of so many, all equally likely. */
export function kies(toeval: number, aantal: number): number {
  return Math.floor((toeval * aantal) / BEREIK);
}

/** One of so many. The first ones are more likely, as with names. */
export function kiesVoorin(toeval: number, aantal: number): number {
  const deel = toeval / BEREIK;
  return Math.floor(((deel + deel * deel) / 2) * aantal);
}

/** The weight in which a number falls. */
export function kiesGewogen(toeval: number, gewichten: readonly number[]): number {
  let som = 0;
  for (const gewicht of gewichten) som += gewicht;
  const punt = kies(toeval, som);
  let plaats = -1;
  for (let grens = 0; grens <= punt; ) grens += gewichten[++plaats] ?? 1;
  return plaats;
}

export function kans(toeval: number, deel: number): boolean {
  return toeval < deel * BEREIK;
}

/**
 * The purposes of numbers. Two facts of one pupil need different purposes, or they would depend on each
 * other. Nights have their own, from 1000 up.
 */
export const DOEL = {
  schoolgrootte: 1,
  vestigingen: 2,
  erkend: 3,
  schoolnaam: 4,
  groep: 5,
  leeftijd: 6,
  zittenblijven: 7,
  geboorteonbekend: 8,
  geboorteslot: 9,
  profiel: 10,
  bijzonderheid: 11,
  dag: 12,
  vestiging: 13,
  elders: 14,
  eersteJaar: 15,
  email: 18,
  cultuur: 19,
  voornaam: 20,
  familienaam: 21,
  naamvorm: 22,
  tweedeNaam: 23,
  unieke: 24,
  geregistreerde: 25,
  nieuweSchool: 26,
  bissoort: 27,
  status: 28,
  naamschrift: 29,
  fusie: 30,
  naamdeel: 31,
} as const;

/** Three numbers per night: whether something happens, what, and where to. */
export function doelVanNacht(nacht: number, wat: 'of' | 'wat' | 'waarheen'): number {
  return 1000 + nacht * 4 + { of: 0, wat: 1, waarheen: 2 }[wat];
}
