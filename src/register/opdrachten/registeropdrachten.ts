import type { Command } from 'commander';
import type { Huisomgeving } from '../../terminal/index.ts';
import { discimusopdrachten } from './discimusopdrachten.ts';
import { leerlingopdrachten } from './leerlingopdrachten.ts';

export function registeropdrachten(leerid: Command, hier: Huisomgeving): void {
  leerlingopdrachten(leerid, hier);
  discimusopdrachten(leerid, hier);
}
