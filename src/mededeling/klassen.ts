import type { Klok } from '../klok.ts';
import { type Akte, CATALOGUS, type Gegevensbron } from '../protocol/index.ts';
import { toetsVoorwaarden, type Voorwaardenvraag } from './toegang.ts';

type Klassen = Gegevensbron['klassen'];

export interface Klassenbenodigdheden {
  klok: Klok;
  /** The act of this name as far as it is in force today; without a wait. */
  akteInWerking(naam: string): Akte | undefined;
  /** Of today, and of schools that agree with that act. */
  leesKlassen(leerlingId: string, akte: Akte): Promise<Klassen>;
}

/** A pupil, with what the act of the application let through. */
export interface Klassenvraag extends Pick<Voorwaardenvraag, 'inschrijvingen' | 'keuzes'> {
  leerling: { id: string };
  toetsen: readonly unknown[];
}

/** Classes as they were read, and under which text of their own act. */
export interface Klaslezing {
  akte: Akte | undefined;
  klassen: Klassen;
}

export const GEEN_KLASSEN: Klaslezing = { akte: undefined, klassen: [] };

/** The act by which schools give their classes to LeerID. */
const ONDER = CATALOGUS.klasinformatie?.onder ?? '';

/**
 * Classes have an act of their own beside that of the application (S2 recital C and art. 4): they leave of schools whose enrolments meet the
 * conditions of both, and which themselves agreed.
 */
export async function leesKlassen(
  nodig: Klassenbenodigdheden,
  { leerling, inschrijvingen, keuzes, toetsen }: Klassenvraag,
): Promise<Klaslezing> {
  const akte = nodig.akteInWerking(ONDER);
  if (!akte || !geeftDoor(akte)) return GEEN_KLASSEN;
  const vandaag = nodig.klok.vandaag();
  const { protocol } = akte;
  const oordeel = toetsVoorwaarden({ protocol, inschrijvingen, keuzes, toetsen: toetsen.length, vandaag });
  if (!oordeel.toegelaten) return GEEN_KLASSEN;
  const scholen = new Set(oordeel.inschrijvingen.map(({ instellingsnummer }) => instellingsnummer));
  const klassen = await nodig.leesKlassen(leerling.id, akte);
  return { akte, klassen: klassen.filter(({ instellingsnummer }) => scholen.has(instellingsnummer)) };
}

/** Whether the act lets somebody have the class itself at sign-in. */
function geeftDoor({ protocol: { ontvangers, mededeling } }: Akte): boolean {
  return ontvangers.categorieen.some(
    ({ gegevens, stromen }) =>
      (stromen ?? mededeling.stromen).includes('bij_aanmelding') &&
      gegevens.some(({ code, vorm }) => code === 'klasinformatie' && vorm === 'klaar'),
  );
}

/** What still counts of a reading, without another wait: the act may have ended meanwhile. */
export function nogGeldig(nodig: Klassenbenodigdheden, { akte, klassen }: Klaslezing): Klassen {
  return akte && nodig.akteInWerking(ONDER)?.hash === akte.hash ? klassen : [];
}
