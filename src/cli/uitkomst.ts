import type { Klok } from '../klok.ts';

/** What every command is given. */
export interface Omgeving {
  klok: Klok;
  readonly configmap: string;
  /** Where the parties and their public keys are. */
  readonly partijenmap: string;
}

/** What a command has to say, and whether all is well. */
export interface Uitkomst {
  regels: string[];
  goed: boolean;
}

/** A command that finds something wrong ends with exit code 1. */
export function schrijf({ regels, goed }: Uitkomst): void {
  process.stdout.write(`${regels.join('\n')}\n`);
  if (!goed) process.exitCode = 1;
}
