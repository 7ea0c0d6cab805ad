import type { Command } from 'commander';
import type { Omgeving } from '../../terminal/index.ts';
import { protocolopdrachten } from './protocolopdrachten.ts';
import { toepassingopdrachten } from './toepassingopdrachten.ts';

/** Commands for what parties sign: acts and dossiers. */
export function stukopdrachten(leerid: Command, hier: Omgeving): void {
  protocolopdrachten(leerid, hier);
  toepassingopdrachten(leerid, hier);
}
