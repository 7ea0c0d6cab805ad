import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { machinetijd } from '../../klok.ts';
import type { Database } from '../../store/index.ts';

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

/**
 * The buckets in which a try may be counted: of the account on a device that it knows, of the account on any
 * other device, and of names that nobody has. `tel_pogingen.ts` chooses one of the three.
 */
export interface Emmers {
  toestel: string;
  account: string;
  niemand: string;
}

export interface Remmen {
  /** @param toestelId of the device, whether the account knows it or not */
  emmers(gebruikersnaam: string, toestelId: string): Emmers;
  /**
   * Deletes buckets whose window is over. The count is right without this. It waits for no try: a bucket that
   * is locked stays until the next time. If it waited, then a try that waits for it could wait for ever.
   */
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
    emmers(gebruikersnaam, toestelId) {
      const naam = hash(gebruikersnaam);
      return {
        toestel: `toestel:${hash(gebruikersnaam, toestelId)}`,
        account: `account:${naam}`,
        niemand: `niemand:${naam.slice(0, 2)}`,
      };
    },
    async ruimOp() {
      await sql`delete from aanmeldpogingen where key = any(array(
        select key from aanmeldpogingen where expire < ${machinetijd()} for update skip locked))`.execute(db);
    },
  };
}
