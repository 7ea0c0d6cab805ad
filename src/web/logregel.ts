import type { Logger } from 'pino';
import { isDatabaseWeg } from './fouten.ts';

/** Where an event took place: the trace number finds the line of the request. */
export interface Waar {
  spoor?: string | undefined;
  clientId?: string | undefined;
}

/** A lost database gets a name of its own, so that an operator can look for it. */
export function logFout(log: Logger, ctx: { state?: { spoor?: string } }, err: unknown, watAnders: string): void {
  log.error({ err, spoor: ctx.state?.spoor }, isDatabaseWeg(err) ? 'database onbereikbaar' : watAnders);
}
