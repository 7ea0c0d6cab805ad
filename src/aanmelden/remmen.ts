import { createHmac } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../store/index.ts';

/** Tries in a window of seconds that begins at the first try and never grows: whoever waits it out, tries again. */
export const ONBEKEND_TOESTEL = { points: 20, duration: 15 * 60 };
export const BEKEND_TOESTEL = { points: 10, duration: 5 * 60 };

const TABEL = 'aanmeldpogingen';

/** One try that is counted already, before any hash is computed: tries at the same moment can't outrun the count. */
export interface Poging {
  /** False: treat any password as a wrong one, with the same work. */
  mag: boolean;
  /** Call after a right password. It empties the bucket of this device; of strangers' tries it takes none away. */
  gelukt(): Promise<void>;
}

export interface Remmen {
  /** @param toestelId a device on which this user name signed in before; undefined for any other */
  reserveer(gebruikersnaam: string, toestelId: string | undefined): Promise<Poging>;
  /** For a name that nobody has: the same work and the same answers, in buckets that such names share. */
  reserveerVoorNiemand(gebruikersnaam: string): Promise<Poging>;
  /** Drops buckets whose window is over; the count is right without it. */
  ruimOp(): Promise<void>;
}

/**
 * Counts tries per account on devices that it does not know, and per account and known device. Never per address: a school
 * has one. Filling the first bucket with somebody else's name keeps him from new devices for a quarter of an hour, not from
 * his own. Names that don't exist are counted in the same way, so that the count tells nobody which ones do, but in 4096
 * buckets: who makes up millions of names fills no table with them.
 * @param sleutel keys the hashes: the table holds no names, nor what somebody typed there by mistake. With another key all
 *   begin with empty buckets, so it is none that is ever rotated
 */
export function maakRemmen(db: Database, sleutel: string): Remmen {
  const opslag = { storeClient: alsPostgresClient(db), storeType: 'client', tableName: TABEL, tableCreated: true };
  // The library's own clean-up is a timer for each limiter; ours runs with the rest of the upkeep (`ruimOp`).
  const basis = { ...opslag, clearExpiredByTimeout: false };
  const vreemd = new RateLimiterPostgres({ ...basis, ...ONBEKEND_TOESTEL, keyPrefix: 'account' });
  const eigen = new RateLimiterPostgres({ ...basis, ...BEKEND_TOESTEL, keyPrefix: 'toestel' });
  const niemand = new RateLimiterPostgres({ ...basis, ...ONBEKEND_TOESTEL, keyPrefix: 'niemand' });
  const hash = (...delen: string[]) =>
    createHmac('sha256', sleutel)
      .update(['aanmeldpogingen', ...delen].join('\0'))
      .digest('base64url');

  return {
    async reserveer(gebruikersnaam, toestelId) {
      if (toestelId !== undefined) {
        const emmer = hash(gebruikersnaam, toestelId);
        return { mag: await neem(eigen, emmer), gelukt: async () => void (await eigen.delete(emmer)) };
      }
      const emmer = hash(gebruikersnaam);
      // Gives back its own try and nothing more: emptying it would give a stranger who guesses meanwhile 20 new tries.
      return { mag: await neem(vreemd, emmer), gelukt: async () => void (await vreemd.reward(emmer)) };
    },
    async reserveerVoorNiemand(gebruikersnaam) {
      return { mag: await neem(niemand, hash(gebruikersnaam).slice(0, 2)), gelukt: async () => {} };
    },
    async ruimOp() {
      await db.deleteFrom(TABEL).where('expire', '<', Temporal.Now.instant().epochMilliseconds).execute();
    },
  };
}

async function neem(limiet: RateLimiterPostgres, emmer: string): Promise<boolean> {
  try {
    await limiet.consume(emmer);
    return true;
  } catch (vol) {
    if (vol instanceof RateLimiterRes) return false;
    throw vol;
  }
}

/** The little of `pg` that the library uses, over our own pool. */
function alsPostgresClient(db: Database) {
  return {
    async query({ text, values }: { text: string; values: unknown[] }) {
      const { rows, numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, values));
      return { rows, rowCount: Number(numAffectedRows ?? rows.length) };
    },
  };
}
