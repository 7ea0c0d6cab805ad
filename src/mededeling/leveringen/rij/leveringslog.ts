import type { Logger } from 'pino';
import type { Levering } from './leveringstand.ts';

/** A node closed a delivery that could not stay open. The recipient did not confirm it. */
export function logGeslotenLevering(log: Logger, { id, protocol, ontvanger, gesloten_reden }: Levering): void {
  const regel = { gebeurtenis: 'levering.gesloten', levering: id, protocol, ontvanger, reden: gesloten_reden };
  log.warn(regel, 'levering gesloten voor ze bevestigd werd; haar inhoud is gewist');
}
