/** What one look at the place of a secret found. */
export type Lezing = { geheimen: readonly string[] } | { fout: string; ingetrokken: boolean };

/** The secret that counts, and what was seen last. */
export interface Geheimstand {
  geldig: readonly string[];
  vorige: Lezing;
  /** Why the last readings do not count. */
  fout?: string | undefined;
}

/** `TWEE` during a change: the new secret, and the one that the application still uses. */
const MINSTE = 32;
const MEESTE = 1024;
const TWEE = 2;

/** One secret on a line, or two. RFC 6749 § A.2 gives the characters. Messages never quote the content. */
export function ontleed(tekst: string, demo: boolean): Lezing {
  const geheimen = tekst.replace(/\r?\n$/, '').split(/\r?\n/);
  const fout = [
    tekst.trim() === '' && 'is leeg',
    geheimen.length > TWEE && 'heeft meer dan twee regels',
    geheimen.some((een) => een.length < MINSTE) && `is korter dan ${MINSTE} tekens`,
    geheimen.some((een) => een.length > MEESTE) && `is langer dan ${MEESTE} tekens`,
    geheimen.some((een) => !/^[\x21-\x7e]*$/.test(een)) && 'heeft witruimte of tekens die geen ASCII zijn',
    !demo && geheimen.some((een) => een.startsWith('demo-')) && 'is een demogeheim',
  ].find((een) => een !== false);
  return fout ? { fout, ingetrokken: false } : { geheimen };
}

/**
 * The first reading counts at once. After that a change counts only when two readings in a row are equal,
 * since a file may be half written. An unusable content leaves the previous secret in force. A file that was
 * removed ends it.
 */
export function weeg(stand: Geheimstand | undefined, lezing: Lezing): Geheimstand {
  const isVast = !stand || JSON.stringify(stand.vorige) === JSON.stringify(lezing);
  if (!isVast) return { ...stand, vorige: lezing };
  if ('geheimen' in lezing) return { geldig: lezing.geheimen, vorige: lezing };
  const geldig = lezing.ingetrokken ? [] : (stand?.geldig ?? []);
  return { geldig, vorige: lezing, fout: geldig.length ? `${lezing.fout}; het vorige blijft gelden` : lezing.fout };
}
