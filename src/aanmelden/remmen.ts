import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { machinetijd } from '../klok.ts';
import type { Database } from '../store/index.ts';

/**
 * A number of tries in a window of seconds. The window begins at the first try and never grows: when it is
 * over, the pupil can try again.
 */
export interface Rem {
  pogingen: number;
  seconden: number;
}

export const ONBEKEND_TOESTEL: Rem = { pogingen: 20, seconden: 15 * 60 };
export const BEKEND_TOESTEL: Rem = { pogingen: 10, seconden: 5 * 60 };

const TABEL = 'aanmeldpogingen';

/**
 * One try. It is counted before any hash is computed, so that tries at the same moment can't escape the
 * count.
 */
export interface Poging {
  /** When false, treat any password as wrong, with the same work. */
  mag: boolean;
  /**
   * Call after a right password. It empties the bucket of a known device. From the other bucket it takes this
   * one try back.
   */
  gelukt(): Promise<void>;
}

export interface Remmen {
  /** @param toestelId a device on which this user name signed in before; undefined for any other */
  reserveer(gebruikersnaam: string, toestelId: string | undefined): Promise<Poging>;
  /** For a name that nobody has: the same work and the same answers, in buckets that such names share. */
  reserveerVoorNiemand(gebruikersnaam: string): Promise<Poging>;
  /** Deletes buckets whose window is over. The count is right without this. */
  ruimOp(): Promise<void>;
}

/**
 * Counts tries per account on devices that it does not know, and per account and known device. It never
 * counts per address, because a whole school has one address. Somebody who fills the first bucket with
 * another pupil's name keeps that pupil from new devices for a quarter of an hour, but not from his own
 * devices. Names that don't exist are counted in the same way, so that the count does not reveal which names
 * exist. They share 4096 buckets, so that millions of made-up names fill no table.
 * docs/keuzes/aanmelden.md#the-throttle-is-no-lock
 * @param sleutel keys the hashes, so that the table holds no names and nothing that was typed there by
 * mistake. Never rotate it: with another key everybody begins with empty buckets
 */
export function maakRemmen(db: Database, sleutel: string): Remmen {
  const hash = (...delen: string[]) =>
    createHmac('sha256', sleutel)
      .update(['aanmeldpogingen', ...delen].join('\0'))
      .digest('base64url');

  return {
    async reserveer(gebruikersnaam, toestelId) {
      if (toestelId !== undefined) {
        const emmer = `toestel:${hash(gebruikersnaam, toestelId)}`;
        return { mag: await neem(db, emmer, BEKEND_TOESTEL), gelukt: () => leeg(db, emmer) };
      }
      const emmer = `account:${hash(gebruikersnaam)}`;
      // Gives back only its own try. Emptying the bucket would give a stranger who is guessing meanwhile 20
      // new tries.
      return { mag: await neem(db, emmer, ONBEKEND_TOESTEL), gelukt: () => geefTerug(db, emmer) };
    },
    async reserveerVoorNiemand(gebruikersnaam) {
      const emmer = `niemand:${hash(gebruikersnaam).slice(0, 2)}`;
      return { mag: await neem(db, emmer, ONBEKEND_TOESTEL), gelukt: async () => {} };
    },
    async ruimOp() {
      await db.deleteFrom(TABEL).where('expire', '<', machinetijd()).execute();
    },
  };
}

/**
 * Counts one try in one statement, so that tries at the same moment can't escape the count
 * (docs/keuzes/aanmelden.md#a-try-to-sign-in-is-counted-by-one-statement-of-ours).
 */
async function neem(db: Database, emmer: string, { pogingen, seconden }: Rem): Promise<boolean> {
  const begin = machinetijd();
  const { rows } = await sql<{ points: number }>`
    insert into ${sql.table(TABEL)} as emmer (key, points, expire) values (${emmer}, 1, ${begin + seconden * 1000})
    on conflict (key) do update set
      points = case when emmer.expire <= ${begin} then 1 else emmer.points + 1 end,
      expire = case when emmer.expire <= ${begin} then excluded.expire else emmer.expire end
    returning points`.execute(db);
  return rows.some(({ points }) => points <= pogingen);
}

/** A window that is over stays as it is: the next try begins a new one. */
async function geefTerug(db: Database, emmer: string): Promise<void> {
  const eenMinder = sql<number>`points - 1`;
  await db
    .updateTable(TABEL)
    .set({ points: eenMinder })
    .where('key', '=', emmer)
    .where('expire', '>', machinetijd())
    .execute();
}

async function leeg(db: Database, emmer: string): Promise<void> {
  await db.deleteFrom(TABEL).where('key', '=', emmer).execute();
}
