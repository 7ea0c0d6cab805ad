import type { PgBoss as Boss } from 'pg-boss';
import { TIJDZONE } from '../klok.ts';

/**
 * Background work that some node does, even if this process dies now: its turn waits in PostgreSQL (pg-boss).
 */
export interface Werkrooster {
  /** Starts to handle this work. Work that fails is tried again, with growing pauses. */
  neemAan(taak: string, doe: () => Promise<void>): Promise<void>;
  /** Adds work about one thing. While it waits, runs or is to be tried again, the same is not added twice. */
  voegToe(taak: string, werk: LosWerk): Promise<void>;
  /** Starts to handle work that was added. Of one group this process never does two at a time. */
  neemLosWerkAan(taak: string, doe: (over: string) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

export interface Taak {
  naam: string;
  /**
   * The time of the work, in cron's notation, on the Belgian clock. It runs once, whatever the number of
   * nodes, and never two at a time. Absent for work that is added by `voegToe`.
   */
  elke?: string;
}

export interface LosWerk {
  /** What it is about. */
  over: string;
  /** Whom it is for: one that hangs holds up no other. */
  groep: string;
}

/** Pieces of added work that one process does at a time. */
const TEGELIJK = 4;

/**
 * It may take an hour. It is tried again after 5 s, 10 s, 20 s … at most an hour apart: some nine hours in
 * all.
 */
const GEPLAND = {
  retryLimit: 16,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 3600,
  deleteAfterSeconds: 14 * 24 * 3600,
  policy: 'exclusive',
};

/**
 * @param databaseUrl the account that serves, never the owner: pg-boss runs commands that stand in its
 *   tables. The schema exists already, from a migration
 */
export async function startWerkrooster(
  databaseUrl: string,
  taken: readonly Taak[],
  bijFout: (fout: Error) => void,
): Promise<Werkrooster> {
  // Not above: a command needs it only if it works on the timetable, and a server when it serves already.
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({ connectionString: databaseUrl, max: 2, schema: 'werkrooster', createSchema: false });
  boss.on('error', bijFout);
  try {
    await boss.start();
    await maakRijen(boss, taken);
  } catch (fout) {
    await boss.stop({ graceful: false });
    throw fout;
  }
  return {
    async neemAan(taak, doe) {
      await boss.work(taak, { pollingIntervalSeconds: 1, batchSize: 1 }, async () => doe());
    },
    async voegToe(taak, { over, groep }) {
      await boss.send(taak, { over }, { singletonKey: over, group: { id: groep } });
    },
    async neemLosWerkAan(taak, doe) {
      const hoe = { pollingIntervalSeconds: 5, batchSize: 1, localConcurrency: TEGELIJK, localGroupConcurrency: 1 };
      await boss.work<{ over: string }>(taak, hoe, async ([werk]) => {
        if (werk) await doe(werk.data.over);
      });
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

async function maakRijen(boss: Boss, taken: readonly Taak[]): Promise<void> {
  for (const { naam, elke } of taken) {
    await boss.createQueue(naam, GEPLAND);
    // Work that was due while no node ran is still done, once.
    if (elke !== undefined) await boss.schedule(naam, elke, {}, { tz: TIJDZONE, missed: 'once' });
  }
}
