import './start/draden.ts';
import { opdrachtklok } from './cli/opdrachtklok.ts';
import { maakProgramma } from './cli/programma.ts';
import { leesbareFout } from './systeemfout.ts';

/** The operator's commands. Output is Dutch. A command that finds something wrong ends with exit code 1. */
export async function voerOpdrachtUit(): Promise<void> {
  try {
    const leerid = await maakProgramma(opdrachtklok(process.env));
    await leerid.parseAsync();
  } catch (fout) {
    console.error(leesbareFout(fout));
    process.exitCode = 1;
  }
}
