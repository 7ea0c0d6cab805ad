import type { Logger } from 'pino';
import type { Levering } from './leveringstand.ts';

/** Days without a confirmation after which somebody should ask the recipient. */
export const DAGEN_GEDULD = 7;

/** A node closed a delivery that could not stay open. The recipient did not confirm it. */
export function logGeslotenLevering(log: Logger, { id, protocol, ontvanger, gesloten_reden }: Levering): void {
  const regel = { gebeurtenis: 'levering.gesloten', levering: id, protocol, ontvanger, reden: gesloten_reden };
  log.warn(regel, 'levering gesloten voor ze bevestigd werd; haar inhoud is gewist');
}

/** Tells of each delivery once a day that nobody confirmed it yet. */
export function logOnbevestigdeLeveringen(log: Logger) {
  const gemeld = new Map<string, string>();
  return (leveringen: readonly Levering[], vandaag: Temporal.PlainDate): void => {
    for (const { id, protocol, ontvanger, uiterlijk } of leveringen) {
      if (gemeld.get(id) === vandaag.toString()) continue;
      gemeld.set(id, vandaag.toString());
      const regel = { gebeurtenis: 'levering.onbevestigd', levering: id, protocol, ontvanger, uiterlijk };
      log.warn(regel, `levering al ${DAGEN_GEDULD} dagen niet bevestigd`);
    }
  };
}
