import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** @returns the most memory that a check of so many rows had, in MiB */
export async function meetHoogsteGeheugen(rijen: number): Promise<number> {
  const programma = new URL('./geheugenproef.ts', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    programma,
    String(rijen),
  ]);
  return Number(stdout) / 1024;
}
