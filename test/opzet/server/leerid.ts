import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Idp, SCHOOLDAG } from './idp.ts';

/** The operator's command in a process of its own. */
export interface Opdracht {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** An event of a load, as its line has it. */
export type Gebeurtenis = { gebeurtenis: string; [veld: string]: unknown };

/** Runs the command until it ends, beside a running provider, with the provider's secrets and clock. */
export function leeridBij(idp: Idp, ...opdracht: string[]) {
  const env = {
    ...process.env,
    ...idp.omgeving,
    DATABASE_URL: idp.databaseUrl,
    LEERID_CONFIG_DIR: idp.configmap,
    LEERID_PAIRWISE_SALT: idp.pairwiseZout,
    LEERID_MASTER_KEY: idp.hoofdsleutel,
    LEERID_CLOCK: idp.klok.nu().toString(),
  };
  return spawnSync(process.execPath, ['src/start/leerid.js', ...opdracht], { env, encoding: 'utf8' });
}

/** The settings of a command that loads a register or writes letters, on the day of the tests. */
export const metRegister = (databaseUrl: string): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  LEERID_INSZ_PEPPER: 'proefpeper',
  LEERID_PAIRWISE_SALT: 'proefzout',
  LEERID_CONFIG_DIR: 'config',
  LEERID_MASTER_KEY: 'demo-proefsleutel',
  LEERID_CLOCK: SCHOOLDAG.toString(),
});

/** @param opRegel sees each line of output as it comes, and may stop or end the process */
export async function leerid(
  env: Record<string, string>,
  opdracht: readonly string[],
  opRegel: (regel: string, proces: ChildProcess) => void = () => {},
): Promise<Opdracht> {
  const proces = spawn(process.execPath, ['src/start/leerid.js', ...opdracht], { env: { ...process.env, ...env } });
  let stderr = '';
  proces.stderr.on('data', (deel) => {
    stderr += deel;
  });
  const regels: string[] = [];
  createInterface({ input: proces.stdout }).on('line', (regel) => {
    regels.push(regel);
    opRegel(regel, proces);
  });
  const [status] = await once(proces, 'close');
  return { status, stdout: regels.map((regel) => `${regel}\n`).join(''), stderr };
}

export function gebeurtenissen({ stdout }: Opdracht): Gebeurtenis[] {
  return stdout
    .trim()
    .split('\n')
    .map((regel) => JSON.parse(regel));
}
