import { CompiledQuery } from 'kysely';
import { PgBoss } from 'pg-boss';
import { TIJDZONE } from '../klok.ts';
import type { Database } from './database.ts';

/** Work that must happen even if this process dies now: it waits in PostgreSQL, and some node does it (pg-boss). */
export interface Werkrooster {
  /** Puts work down in the caller's transaction: it exists exactly when that commits. */
  geefOp<T extends object>(trx: Database, taak: string, gegevens: readonly T[], overSeconden?: number): Promise<void>;
  /** Takes work on. What fails is tried again, ever later; see `mislukt` for what never succeeded. */
  neemAan<T>(taak: string, doe: (gegevens: T) => Promise<void>): Promise<void>;
  mislukt<T>(taak: string): Promise<{ gegevens: T; sinds: Temporal.Instant }[]>;
  stop(): Promise<void>;
}

export interface Taak {
  naam: string;
  /** When it comes by itself, in cron's words, on the Belgian clock. Whatever the number of nodes: once, and never two at a time. */
  elke?: string;
}

/** Tried again after 5 s, 10 s, 20 s … at most an hour apart: some nine hours in all. Kept for two weeks after that. */
const HERKANSING = {
  retryLimit: 16,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 60,
  deleteAfterSeconds: 14 * 24 * 3600,
};

/** What comes by itself may take an hour. */
const GEPLAND = { ...HERKANSING, expireInSeconds: 3600, policy: 'exclusive' };

export async function startWerkrooster(
  databaseUrl: string,
  taken: readonly Taak[],
  bijFout: (fout: Error) => void,
): Promise<Werkrooster> {
  const schedule = taken.some(({ elke }) => elke !== undefined);
  const boss = new PgBoss({ connectionString: databaseUrl, max: 2, schema: 'werkrooster', schedule });
  boss.on('error', bijFout);
  await boss.start();
  await maakRijen(boss, taken).catch(async (fout) => {
    await boss.stop({ graceful: false });
    throw fout;
  });
  return {
    async geefOp(trx, taak, gegevens, overSeconden = 0) {
      if (gegevens.length === 0) return;
      const jobs = gegevens.map((data) => ({ data, startAfter: overSeconden }));
      await boss.insert(taak, jobs, { db: inTransactie(trx) });
    },
    async neemAan<T>(taak: string, doe: (gegevens: T) => Promise<void>) {
      await boss.work<T>(taak, { pollingIntervalSeconds: 1, batchSize: 1 }, async ([werk]) => {
        if (werk) await doe(werk.data);
      });
    },
    async mislukt<T>(taak: string) {
      const jobs = await boss.findJobs<T>(taak, {});
      return jobs
        .filter(({ state }) => state === 'failed' || state === 'retry')
        .map(({ data, createdOn }) => ({ gegevens: data, sinds: Temporal.Instant.from(createdOn.toISOString()) }));
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

async function maakRijen(boss: PgBoss, taken: readonly Taak[]): Promise<void> {
  for (const { naam, elke } of taken) {
    await boss.createQueue(naam, elke ? GEPLAND : HERKANSING);
    // One that came due while nothing ran is still done, once.
    if (elke) await boss.schedule(naam, elke, {}, { tz: TIJDZONE, missed: 'once' });
  }
}

function inTransactie(trx: Database) {
  return {
    executeSql: async (tekst: string, waarden: unknown[] = []) =>
      trx
        .executeQuery<Record<string, unknown>>(CompiledQuery.raw(tekst, [...waarden]))
        .then(({ rows }) => ({ rows: [...rows] })),
  };
}
