import type { Logsleutel } from './logsleutels.ts';

/**
 * The public keys of the log as text, for an auditor: a line each, with the key, the moment from which it signs and
 * the moment from which it signs no more, or a dash. Moments are ISO 8601 in UTC.
 */
export function sleutellijst(sleutels: readonly Logsleutel[]): string {
  return sleutels.map(({ vkey, van, tot }) => `${vkey} ${van} ${tot ?? '-'}\n`).join('');
}
