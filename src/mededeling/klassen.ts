import type { Klok } from '../klok.ts';
import type { Grondslag } from '../privacy/index.ts';
import { type Akte, CATALOGUS, type Gegevensbron, type Stroom } from '../protocol/index.ts';
import { toetsVoorwaarden, type Voorwaardenvraag } from './toegang.ts';

export interface Klassenbenodigdheden {
  klok: Klok;
  /** The act of this name, if it is in force today. Answers from memory. */
  akteInWerking(naam: string): Akte | undefined;
  /** The classes of today, of schools that agree with that act. */
  leesKlassen(leerlingId: string, akte: Akte): Promise<Gegevensbron['klassen']>;
}

/** A pupil, with the enrolments that the act of the application let through. */
export interface Klassenvraag extends Pick<Voorwaardenvraag, 'inschrijvingen' | 'keuzes' | 'isToepassing'> {
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
export const KLASAKTE = CATALOGUS.klasinformatie?.onder ?? '';

/**
 * Classes have an act of their own, beside the act of the application (S2 recital C and art. 4). The class of
 * a school leaves only if the enrolment there meets the conditions of both acts and the school agreed with
 * its own.
 */
export async function leesToegelatenKlassen(nodig: Klassenbenodigdheden, vraag: Klassenvraag): Promise<Klaslezing> {
  const akte = klasakteVoor(nodig, 'bij_aanmelding');
  const scholen = akte ? scholenMetKlas(akte, vraag, nodig.klok.vandaag()) : GEEN_SCHOLEN;
  if (!akte || scholen.size === 0) return GEEN_KLASSEN;
  const klassen = await nodig.leesKlassen(vraag.leerling.id, akte);
  return { akte, klassen: klassen.filter(({ instellingsnummer }) => scholen.has(instellingsnummer)) };
}

const GEEN_SCHOLEN: ReadonlySet<string> = new Set();

/**
 * The act of the classes, if it is in force today and lets applications have the class itself in this flow. The
 * recipients that it lists at a sign-in are the applications (S2 art. 4: "dienstenleveranciers").
 */
export function klasakteVoor({ akteInWerking }: Pick<Klassenbenodigdheden, 'akteInWerking'>, stroom: Stroom) {
  const akte = akteInWerking(KLASAKTE);
  const geeftDoor = akte?.protocol.ontvangers.categorieen.some(({ gegevens, stromen: eigen }) => {
    const stromen = eigen ?? akte.protocol.mededeling.stromen;
    const isKlaar = gegevens.some(({ code, vorm }) => code === 'klasinformatie' && vorm === 'klaar');
    return isKlaar && stromen.includes('bij_aanmelding') && stromen.includes(stroom);
  });
  return geeftDoor ? akte : undefined;
}

/** The schools whose class may leave, by the conditions of the act of the classes. */
export function scholenMetKlas(
  { protocol }: Akte,
  { inschrijvingen, keuzes, toetsen, isToepassing }: Omit<Klassenvraag, 'leerling'>,
  vandaag: Temporal.PlainDate,
): ReadonlySet<string> {
  const vraag = { protocol, inschrijvingen, keuzes, toetsen: toetsen.length, vandaag, isToepassing };
  const oordeel = toetsVoorwaarden(vraag);
  if (!oordeel.toegelaten) return GEEN_SCHOLEN;
  return new Set(oordeel.inschrijvingen.map(({ instellingsnummer }) => instellingsnummer));
}

/**
 * The classes of the second reading that still count. Waits for nothing. None count if the act ended
 * meanwhile, or if its text is not the one that the log row names.
 */
export function nogGeldig(
  nodig: Pick<Klassenbenodigdheden, 'akteInWerking'>,
  eerst: Klaslezing,
  daarna: Klaslezing,
): Gegevensbron['klassen'] {
  const hash = eerst.akte?.hash;
  if (hash === undefined || daarna.akte?.hash !== hash) return [];
  return nodig.akteInWerking(KLASAKTE)?.hash === hash ? daarna.klassen : [];
}

/** What the log row says of the act of the classes, beside the act of the application (S2 art. 2 and 6). */
export function grondslagVan({ akte }: Pick<Klaslezing, 'akte'>): Grondslag | undefined {
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
