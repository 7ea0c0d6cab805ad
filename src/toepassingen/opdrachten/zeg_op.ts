import type { Omgeving, Terminal, Uitkomst } from '../../terminal/index.ts';
import { stopProtocol } from './stop_protocol.ts';

export interface Opzegging {
  door: string;
  /** The day on which the other party had the notice. Default: today. */
  ontvangen?: Temporal.PlainDate;
  /** The first day on which the act no longer holds. Default: the day after the term. */
  op?: Temporal.PlainDate;
  reden: string;
  ja: boolean;
}

/**
 * Gives notice. The act lives until its term is over, counted from the day after the other party had the notice.
 * It takes the same way as a stop, so it can't be taken back, and a stop of an earlier day still wins.
 */
export function zegOp(omgeving: Omgeving, naam: string, opzegging: Opzegging, plek: Terminal): Promise<Uitkomst> {
  return stopProtocol(omgeving, naam, { ...opzegging, grond: 'opzegging' }, plek);
}
