export type { Huisomgeving, Omgeving } from '../kamer.ts';

/** What a command has to say, and whether all is well. */
export interface Uitkomst {
  regels: string[];
  goed: boolean;
}

/** A file that a command hands over as it is, with what there is to say about it. */
export interface Bestandsuitkomst extends Uitkomst {
  bytes: Uint8Array;
}

/** A command that finds something wrong ends with exit code 1. */
export function schrijf({ regels, goed }: Uitkomst): void {
  process.stdout.write(`${regels.map(zichtbaar).join('\n')}\n`);
  if (!goed) process.exitCode = 1;
}

/** Writes only the file to standard output, so that its hash can be checked. */
export function schrijfBytes({ bytes, regels, goed }: Bestandsuitkomst): void {
  process.stdout.write(bytes);
  process.stderr.write(`${regels.map(zichtbaar).join('\n')}\n`);
  if (!goed) process.exitCode = 1;
}

/**
 * A terminal obeys control characters. A command may show what a stranger wrote, such as the name of a log in a file
 * that an auditor was given.
 */
function zichtbaar(regel: string): string {
  return regel.replaceAll(/(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
