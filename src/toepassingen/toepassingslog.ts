import type { Logger } from 'pino';
import type { Geldigheid, Partijsleutel } from '../protocol/index.ts';
import type { MeldGeheim } from './volgen/volg_clientgeheimen.ts';

/**
 * Log lines about applications and parties. docs/beheer.md lists the events. Operators' alarms depend on
 * their names.
 */

/**
 * Logs the keys of the parties that count, because whoever can add a key can sign. It logs all keys at the
 * start, and later each key that comes or goes: a person must check that the party did that.
 */
export function logPartijsleutels(log: Logger) {
  let bekend: Map<string, Partijsleutel> | undefined;
  return (sleutels: readonly Partijsleutel[]): void => {
    const nieuw = new Map(sleutels.map((een) => [Object.values(een).join(' '), een]));
    if (!bekend) log.info({ sleutels }, 'sleutels van partijen');
    for (const [kenmerk, een] of bekend ?? [])
      if (!nieuw.has(kenmerk))
        log.warn({ gebeurtenis: 'partijsleutel.verdwenen', ...een }, 'sleutel van een partij telt niet meer');
    for (const [kenmerk, een] of bekend ? nieuw : [])
      if (!bekend?.has(kenmerk))
        log.warn({ gebeurtenis: 'partijsleutel.nieuw', ...een }, 'nieuwe sleutel van een partij');
    bekend = nieuw;
  };
}

/** A client's secret that changed, or that can't be used as it is. */
export function logGeheimen(log: Logger): MeldGeheim {
  return (geheim, aantal, fout) => {
    if (fout) log.warn({ geheim, aantal, fout }, 'geheim van een toepassing onbruikbaar');
    else log.info({ geheim, aantal }, 'geheim van een toepassing vervangen');
  };
}

/** Files of the configuration that keep being rewritten. */
export function logOnrust(log: Logger) {
  return (bestanden: string[]): void =>
    log.warn({ bestanden }, 'configuratie: deze bestanden blijven veranderen; gelezen zoals ze nu zijn');
}

/** Uses the same event as any other fault of a dossier, so that an operator has one line to look for. */
export function meldAnderePartij(log: Logger) {
  return (clientId: string, fout: string): void =>
    log.error({ clientId, fout }, 'configuratie: deze toepassing blijft gesloten');
}

/** The line for an application that this node closed, with the reason. */
export function meldGesloten(log: Logger) {
  return (clientId: string, geldigheid: Geldigheid | undefined): void => {
    const reden = geldigheid ?? { reden: 'dossier_ingetrokken' };
    log.warn({ clientId, ...reden }, 'toepassing gesloten: codes en tokens ongeldig, sessies worden afgemeld');
  };
}
