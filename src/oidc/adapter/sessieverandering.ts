import type { Objectinhoud } from './objectsoort.ts';

/** Whether a session that a request read has to be written at its end. */

/**
 * After this many seconds of use, the session is written again. Idle time is counted in minutes, so less does
 * not matter.
 */
const EVEN = 60;

/** Whether a session that was read as `afdruk` is worth a write. */
export function isVeranderd(inhoud: Objectinhoud, gelezen: { afdruk: string; exp: number } | undefined): boolean {
  if (!gelezen || gelezen.afdruk !== afdrukVan(inhoud)) return true;
  const langer = (inhoud.exp ?? 0) - gelezen.exp;
  return langer < 0 || langer >= EVEN;
}

/**
 * All of a session except its times. It is taken when the session is read, because the library changes parts
 * of the session in place.
 */
export function afdrukVan({
  uid,
  accountId,
  loginTs,
  acr,
  amr,
  transient,
  state,
  authorizations,
}: Objectinhoud): string {
  return JSON.stringify([uid, accountId, loginTs, acr, amr, transient === true, state, authorizations]);
}
