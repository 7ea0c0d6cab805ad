/**
 * The last clause of each part of each act, in the order of the act. Numbers start at 1 within a part. 308
 * clauses in all.
 */
const LAATSTE = {
  S0: 'P.4 C.2 D.1 E.2 F.1 1.1 2.4 3.17 4.8 5.2 6.5 7.1 8.1 9.2 10.1 11.4 X.1',
  S1: 'P.3 C.1 D.1 E.1 F.1 G.1 1.1 2.4 3.17 4.3 5.1 6.5 7.1 8.1 9.2 10.1 11.4 X.1',
  S2: 'M1.6 M2.10 M3.2 P.3 A.1 C.1 D.1 E.1 F.2 H.1 1.1 2.4 3.5 4.3 5.1 6.5 7.2 8.1 9.1 10.1 11.1 12.4 X.1',
  S3: 'P.2 C.19 D.1 F.1 H.1 I.1 J.1 1.1 2.7 3.25 4.6 5.1 6.7 7.2 8.1 9.1 10.2 11.1 12.4 X.1',
  S4: 'P.2 C.2 C2.2 D.1 E.1 G.1 1.1 2.3 3.23 4.2 5.2 6.7 7.2 8.1 9.2 10.1 11.1 12.4 X.1',
};

export type Akte = keyof typeof LAATSTE;
export const AKTEN = Object.keys(LAATSTE) as Akte[];

/** The folder of each act in `config/protocollen`. */
export const MAPPEN: Record<Akte, string> = {
  S0: 'smartschool',
  S1: 'archief-voor-onderwijs',
  S2: 'klasinformatie',
  S3: 'vlaamse-toetsen',
  S4: 'zieke-kinderen',
};

/** The ids of an act, in order: S0-P.1, S0-P.2 and so on. */
export function clausulesVan(akte: Akte): string[] {
  return LAATSTE[akte].split(' ').flatMap((laatste) => {
    const [deel, aantal] = laatste.split('.');
    return Array.from({ length: Number(aantal) }, (_, plaats) => `${akte}-${deel}.${plaats + 1}`);
  });
}

/** The open readings, under the first act that each concerns. 52 in all. */
export const LEZINGEN: Record<Akte, number[]> = {
  S0: [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 14, 15, 16, 17, 61],
  S1: [12, 13],
  S2: [18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30],
  S3: [31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43],
  S4: [4, 44, 45, 46, 47, 48, 49, 50, 51],
};

/** What had to be decided although the acts say nothing about it. */
export const ZONDER_WOORD = [52, 53, 54, 55, 56, 57, 58, 59, 60];

/** What a later storey builds. */
export const KAMERS_LATER = [
  ...['mededeling', 'schoolloket', 'medewerkers', 'klasinformatie', 'toetsen', 'pseudoniemen', 'onderzoek', 'signalen'],
  ...['bewijs', 'mijn', 'protocol'],
];
