import type { Protocol } from '../schema/schema.ts';

/** What a new text of an act changes, in one sentence. */
export interface Wijziging {
  /** The part of the act that it is about. */
  over: keyof Protocol;
  /** Something comes, goes, or has another value. */
  soort: 'erbij' | 'weg' | 'anders';
  /** Whether it changes what happens with data of pupils. */
  voorLeerlingen: boolean;
  /** The article of the new text, or of the old one for what went. Absent where the act gives none. */
  artikel?: number;
  /** Plain Dutch, as a person reads it. */
  zin: string;
}

/** A difference within one part. */
export type Deelverschil = Pick<Wijziging, 'soort' | 'zin'>;

/** One thing with another value. Undefined where a text does not have it. */
export function waardeverschil(wat: string, was: string | undefined, is: string | undefined): Deelverschil[] {
  if (was === is) return [];
  if (is === undefined) return [{ soort: 'weg', zin: volzin(`${wat} vervalt. Het was: ${was}`) }];
  if (was === undefined) return [{ soort: 'erbij', zin: volzin(`${wat}: ${is}`) }];
  return [{ soort: 'anders', zin: volzin(`${wat} is nu: ${is}${/[.!?]$/.test(is) ? '' : '.'} Voordien: ${was}`) }];
}

/** A list of things of which some came and some went. Their order says nothing. */
export function regelverschil(wat: string, was: readonly string[], is: readonly string[]): Deelverschil[] {
  return [
    ...zonder(was, is).map((regel): Deelverschil => ({ soort: 'weg', zin: volzin(`${wat} vervalt: ${regel}`) })),
    ...zonder(is, was).map((regel): Deelverschil => ({ soort: 'erbij', zin: volzin(`${wat} komt erbij: ${regel}`) })),
  ];
}

/** What one list has more than another one, each as often as it has it more. */
function zonder(lijst: readonly string[], min: readonly string[]): string[] {
  const over = [...min];
  return lijst.filter((regel) => {
    const plaats = over.indexOf(regel);
    if (plaats >= 0) over.splice(plaats, 1);
    return plaats < 0;
  });
}

/** Things that have a name of their own: what came, what went, and what is there in both texts. */
export function perNaam<T>(
  was: readonly T[],
  is: readonly T[],
  naamVan: (een: T) => string,
): { erbij: T[]; weg: T[]; beide: [was: T, is: T][] } {
  const [oud, nieuw] = [new Map(was.map((een) => [naamVan(een), een])), new Map(is.map((een) => [naamVan(een), een]))];
  return {
    erbij: is.filter((een) => !oud.has(naamVan(een))),
    weg: was.filter((een) => !nieuw.has(naamVan(een))),
    beide: is.flatMap((een): [T, T][] => {
      const eerder = oud.get(naamVan(een));
      return eerder ? [[eerder, een]] : [];
    }),
  };
}

export function volzin(tekst: string): string {
  const heel = tekst.replaceAll(/\s+/g, ' ').trim();
  return `${heel.charAt(0).toUpperCase()}${heel.slice(1)}${/[.!?]$/.test(heel) ? '' : '.'}`;
}
