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

/** The provider's secrets and clock, for a command beside it. */
const omgevingBij = (idp: Idp) => ({
  ...process.env,
  ...idp.omgeving,
  DATABASE_URL: idp.databaseUrl,
  LEERID_CONFIG_DIR: idp.configmap,
  LEERID_PAIRWISE_SALT: idp.pairwiseZout,
  LEERID_MASTER_KEY: idp.hoofdsleutel,
  LEERID_CLOCK: idp.klok.nu().toString(),
});

/** Runs the command until it ends, beside a running provider. */
export function leeridBij(idp: Idp, ...opdracht: string[]) {
  return spawnSync(process.execPath, ['src/start/leerid.js', ...opdracht], { env: omgevingBij(idp), encoding: 'utf8' });
}

/** Runs the command where no file can be written, as on a disk that is full. */
export function leeridOpVolleSchijf(idp: Idp, ...opdracht: string[]) {
  const zonderPlaats = ['-c', 'ulimit -f 0; exec "$0" "$@"', process.execPath, 'src/start/leerid.js'];
  return spawnSync('bash', [...zonderPlaats, ...opdracht], { env: omgevingBij(idp), encoding: 'utf8' });
}

/**
 * Starts the command beside a running provider, and kills it (SIGKILL) once it hangs somewhere.
 * @param hangt resolves when it does
 */
export async function ombrengen(idp: Idp, opdracht: readonly string[], hangt: () => Promise<void>): Promise<void> {
  const proces = spawn(process.execPath, ['src/start/leerid.js', ...opdracht], {
    env: omgevingBij(idp),
    stdio: 'ignore',
  });
  const gestopt = once(proces, 'close');
  await hangt();
  proces.kill('SIGKILL');
  const [, signaal] = await gestopt;
  if (signaal !== 'SIGKILL') throw new Error('the command ended by itself before it was killed');
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
