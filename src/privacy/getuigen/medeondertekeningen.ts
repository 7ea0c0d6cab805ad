import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import type { Handtekening } from '../boom/notitie.ts';
import type { Getuigenstand } from './getuigenstand.ts';

/** What witnesses cosigned, and how each of them stands. */

/** The lines of the cosignatures under the checkpoint of this size, each with its newline. */
export async function leesMedeondertekeningen(db: Database, omvang: number): Promise<string[]> {
  const rijen = await db
    .selectFrom('medeondertekeningen')
    .select('regel')
    .where('omvang', '=', omvang)
    .orderBy('partij')
    .orderBy('sleutelnummer')
    .execute();
  return rijen.map(({ regel }) => regel);
}

/** Those of many checkpoints, by size; a checkpoint without any is not in it. */
export async function leesMedeondertekeningenVan(
  db: Database,
  omvangen: readonly number[],
): Promise<Map<number, string>> {
  const rijen = await db
    .selectFrom('medeondertekeningen')
    .select(['omvang', sql<string>`string_agg(regel, '' order by partij, sleutelnummer)`.as('regels')])
    .where('omvang', '=', sql<number>`any (${omvangen}::bigint[])`)
    .groupBy('omvang')
    .execute();
  return new Map(rijen.map(({ omvang, regels }) => [omvang, regels]));
}

/** The size of the last checkpoint that any witness cosigned. */
export async function leesLaatstMedeondertekend(db: Database): Promise<number | undefined> {
  const laatste = db.selectFrom('medeondertekeningen').select('omvang').orderBy('omvang', 'desc').limit(1);
  return (await laatste.executeTakeFirst())?.omvang;
}

export interface Getuigenrij extends Getuigenstand {
  partij: string;
  /** The size that it cosigned last. */
  omvang: number | null;
  sinds: Temporal.Instant;
  /** Whether it may be asked now. */
  isAanDeBeurt: boolean;
}

export async function leesGetuigenstanden(db: Database): Promise<Map<string, Getuigenrij>> {
  const rijen = await db
    .selectFrom('getuigenstanden')
    .select([
      'partij',
      'omvang',
      'stand',
      'reden',
      'sinds',
      'pogingen',
      sql<boolean>`volgende_op <= now()`.as('isAanDeBeurt'),
    ])
    .execute();
  return new Map(rijen.map((rij) => [rij.partij, rij]));
}

/** Longer than asking can take. After this time the node that asked is gone. */
const BEURT = sql<string>`now() + interval '1 minute'`;

/**
 * Takes the turn to ask a witness, for this node alone.
 * @returns undefined while another node asks, or before the moment to ask again
 */
export async function neemBeurt(
  db: Database,
  partij: string,
): Promise<(Getuigenstand & { omvang: number | null }) | undefined> {
  return db
    .insertInto('getuigenstanden')
    .values({ partij, stand: 'nieuw', volgende_op: BEURT })
    .onConflict((conflict) =>
      conflict
        .column('partij')
        .doUpdateSet({ volgende_op: BEURT })
        .where('getuigenstanden.volgende_op', '<=', sql<Temporal.Instant>`now()`),
    )
    .returning(['omvang', 'stand', 'reden', 'pogingen'])
    .executeTakeFirst();
}

/** What came of it, with the cosignatures if there are any: both or neither. */
export async function noteerGetuigenuitkomst(
  db: Database,
  uitkomst: {
    partij: string;
    volgende: Getuigenstand;
    /** Seconds until it may be asked again. */
    wachten: number;
    medeondertekend?: { omvang: number; handtekeningen: readonly Handtekening[] };
    nu: Temporal.Instant;
  },
): Promise<void> {
  const { partij, volgende, wachten, medeondertekend, nu } = uitkomst;
  await db.transaction().execute(async (trx) => {
    if (medeondertekend) {
      const { omvang, handtekeningen } = medeondertekend;
      const rijen = handtekeningen.map(({ vkey, regel }) => ({
        omvang,
        partij,
        sleutelnummer: vkey.sleutelnummer,
        regel,
        gezet_op: nu.toString(),
      }));
      await trx
        .insertInto('medeondertekeningen')
        .values(rijen)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    await trx
      .updateTable('getuigenstanden')
      .set({
        ...volgende,
        ...(medeondertekend ? { omvang: medeondertekend.omvang } : {}),
        sinds: sql`case when stand = ${volgende.stand} then sinds else now() end`,
        volgende_op: sql`now() + make_interval(secs => ${wachten})`,
      })
      .where('partij', '=', partij)
      .execute();
  });
}
