import type { Klok } from '../klok.ts';
import type { Grondslag } from '../privacy/index.ts';
import { type Akte, CATALOGUS, type Gegevensbron } from '../protocol/index.ts';
import { toetsVoorwaarden, type Voorwaardenvraag } from './toegang.ts';

export interface Klassenbenodigdheden {
  klok: Klok;
  /** The act of this name, if it is in force today. Answers from memory. */
  akteInWerking(naam: string): Akte | undefined;
  /** The classes of today, of schools that agree with that act. */
  leesKlassen(leerlingId: string, akte: Akte): Promise<Gegevensbron['klassen']>;
}

/** A pupil, with the enrolments that the act of the application let through. */
export interface Klassenvraag extends Pick<Voorwaardenvraag, 'inschrijvingen' | 'keuzes'> {
  leerling: { id: string };
  toetsen: readonly unknown[];
}

/** Classes as they were read, and the act under which they were read. */
export interface Klaslezing {
  akte: Akte | undefined;
  klassen: Gegevensbron['klassen'];
}

export const GEEN_KLASSEN: Klaslezing = { akte: undefined, klassen: [] };

/** The act by which schools give their classes to LeerID. */
const ONDER = CATALOGUS.klasinformatie?.onder ?? '';

/**
 * Classes have an act of their own, beside the act of the application (S2 recital C and art. 4). The class of
 * a school leaves only if the enrolment there meets the conditions of both acts and the school agreed with
 * its own.
 */
export async function leesToegelatenKlassen(
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

/** Whether the act lets any recipient have the class itself at sign-in. */
function geeftDoor({ protocol: { ontvangers, mededeling } }: Akte): boolean {
  return ontvangers.categorieen.some(
    ({ gegevens, stromen }) =>
      (stromen ?? mededeling.stromen).includes('bij_aanmelding') &&
      gegevens.some(({ code, vorm }) => code === 'klasinformatie' && vorm === 'klaar'),
  );
}

/**
 * The classes of the second reading that still count. Waits for nothing. None count if the act ended
 * meanwhile, or if its text is not the one that the log row names.
 */
export function nogGeldig(nodig: Klassenbenodigdheden, eerst: Klaslezing, daarna: Klaslezing): Gegevensbron['klassen'] {
  const hash = eerst.akte?.hash;
  if (hash === undefined || daarna.akte?.hash !== hash) return [];
  return nodig.akteInWerking(ONDER)?.hash === hash ? daarna.klassen : [];
}

/** What the log row says of the act of the classes, beside the act of the application (S2 art. 2 and 6). */
export function grondslagVan({ akte }: Klaslezing): Grondslag | undefined {
  if (!akte) return undefined;
  const { protocol, hash } = akte;
  const artikelen = protocol.gegevens.filter(({ code }) => code === 'klasinformatie').map(({ artikel }) => artikel);
  return {
    protocol: protocol.protocol,
    protocolHash: hash,
    artikelen: artikelen.map((artikel) => `art. ${artikel}`),
    rechtsgrond: protocol.rechtsgrond.avg.join(', '),
  };
}
