import type { Logger } from 'pino';
import { isDatabaseWeg } from './fouten.ts';

/** Where an event took place. An operator finds the line of the request by the trace number. */
export interface Waar {
  spoor?: string | undefined;
  clientId?: string | undefined;
}

/** A lost database gets a name of its own, so that an operator can look for it. */
export function logFout(log: Logger, ctx: { state?: { spoor?: string } }, err: unknown, watAnders: string): void {
  log.error({ err, spoor: ctx.state?.spoor }, isDatabaseWeg(err) ? 'database onbereikbaar' : watAnders);
}
