/**
 * - `bezet`: somebody else archives now, or the table is in use.
 * - `niet_verzegeld`: a row of the month has no place in the tree yet, or never got one.
 * - `rij_gewijzigd`: a row is not the one that was sealed.
 * - `boom_gewijzigd`: the tree in the database is not the one under the last checkpoint, or nobody signed that.
 * - `ontbreekt`, `gewijzigd`, `onleesbaar`: an archive file is not there, has other bytes, or is no such file.
 * - `andere_maand`: a file has rows of another month.
 * - `volgorde`: rows of a file do not stand in the order of the tree.
 * - `opnieuw_rijen`: a month that was archived stands in the database again.
 */
export type Archieffoutcode =
  | 'bezet'
  | 'niet_verzegeld'
  | 'rij_gewijzigd'
  | 'boom_gewijzigd'
  | 'ontbreekt'
  | 'gewijzigd'
  | 'onleesbaar'
  | 'andere_maand'
  | 'volgorde'
  | 'opnieuw_rijen';

/** What is wrong with a month of the archive, in one line of Dutch. */
export class Archieffout extends Error {
  readonly code: Archieffoutcode;
  /** The file or the month that it is about. */
  readonly waar: string;
  constructor(code: Archieffoutcode, waar: string, uitleg: string, oorzaak?: unknown) {
    super(`${waar}: ${uitleg}`, { cause: oorzaak });
    this.code = code;
    this.waar = waar;
  }
}
