import type { Logger } from 'pino';
import { bijNieuweFouten } from '../protocol/index.ts';
import type { Verzendbenodigdheden } from './verzend.ts';

/** Lines of the log about messages to parties. docs/beheer.md lists the events. */

/** A party is not reached. It is tried on for thirty days. */
export function logNietBezorgd(log: Logger): Verzendbenodigdheden['meldNietBezorgd'] {
  return ({ protocol, partij, soort, kanaal }, fout) =>
    log.warn(
      { gebeurtenis: 'bericht.niet_bezorgd', protocol, partij, soort, kanaal, fout },
      'een bericht aan een partij komt niet aan',
    );
}

/** Says once which party files name no contacts because of a fault. */
export function logContactfouten(log: Logger): (fouten: readonly string[]) => void {
  return bijNieuweFouten((fouten) =>
    log.error({ gebeurtenis: 'contacten.onleesbaar', fouten }, 'van deze partijen zijn geen contacten bekend'),
  );
}
