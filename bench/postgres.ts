import { sql } from 'kysely';
import { type Database, openDatabase } from '../src/store/index.ts';
import { startIngebedPostgres } from '../src/store/ingebed.ts';
import { cpuVanPostgres, ouderVan } from './cpu.ts';

/**
 * Durable, whatever the defaults of the embedded build are. Everything else is PostgreSQL's default, and the
 * report shows it.
 */
const DUURZAAM = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'];

const GEMELD = [
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'wal_sync_method',
  'shared_buffers',
  'max_wal_size',
  'checkpoint_timeout',
  'max_connections',
  'jit',
  'plan_cache_mode',
  'shared_preload_libraries',
];

export interface Cluster extends AsyncDisposable {
  url(database: string): string;
  /** Seconds of CPU of all PostgreSQL processes together. */
  cpu(): number;
  versie: string;
  instellingen: Record<string, string>;
  /** Waits until everything written is on disk, so that the next round does not pay for the last one. */
  rust(): Promise<void>;
}

export async function startPostgres(extra: string[] = []): Promise<Cluster> {
  const postgres = await startIngebedPostgres([...DUURZAAM, ...extra].flatMap((een) => ['-c', een]));
  const beheer = openDatabase(postgres.url('postgres'), () => {}, { verbindingen: 1, tijdslimiet: 0 });
  const { pid } = await een<{ pid: number }>(beheer, 'select pg_backend_pid() as pid');
  const postmaster = ouderVan(pid);
  const instellingen: Record<string, string> = {};
  for (const naam of GEMELD) {
    instellingen[naam] = (await een<{ waarde: string }>(beheer, `select current_setting('${naam}') as waarde`)).waarde;
  }
  if (instellingen.fsync !== 'on' || instellingen.synchronous_commit !== 'on') {
    throw new Error('PostgreSQL staat niet op duurzaam: deze cijfers zouden niets zeggen');
  }
  return {
    url: postgres.url,
    cpu: () => cpuVanPostgres(postmaster),
    versie: (await een<{ versie: string }>(beheer, 'select version() as versie')).versie,
    instellingen,
    rust: async () => void (await sql`checkpoint`.execute(beheer)),
    async [Symbol.asyncDispose]() {
      await beheer.destroy();
      await postgres.stop();
    },
  };
}

async function een<T>(db: Database, vraag: string): Promise<T> {
  const { rows } = await sql.raw<T>(vraag).execute(db);
  return rows[0] as T;
}
