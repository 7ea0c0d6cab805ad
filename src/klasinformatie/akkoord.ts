import { sql } from 'kysely';
import type { Database, Hoedanigheid } from '../store/index.ts';

/** What a school agrees with: the act, and the exact text of it. */
export interface Aktetekst {
  protocol: string;
  hash: string;
}

/** Who alone starts the sharing (S2 manual, ch. 2). What another declared, before that was kept to, counts for nothing. */
export const WIE_AANZET = 'leerid_databeheerder' satisfies Hoedanigheid;

export interface Verklaring {
  instellingsnummer: string;
  door: typeof WIE_AANZET;
  /** Where the declaration itself can be found; what stands here names nobody. */
  bewijsstuk: string;
}

export type Akkoord = 'verklaard' | 'al_verklaard' | 'school_onbekend' | 'school_niet_erkend';

/**
 * A school agrees with this very text (S2 art. 12). One that agreed with an earlier text agrees anew, which ends what it said before.
 * @returns `verklaard` once it is a fact that counts on every node
 */
export function verklaarAkkoord(
  db: Database,
  { protocol, hash }: Aktetekst,
  { instellingsnummer, door, bewijsstuk }: Verklaring,
  nu: Temporal.Instant,
): Promise<Akkoord> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('leerid.akkoord'), hashtext(${instellingsnummer}))`.execute(trx);
    const school = await trx
      .selectFrom('scholen')
      .select('erkend')
      .where('instellingsnummer', '=', instellingsnummer)
      .executeTakeFirst();
    if (!school) return 'school_onbekend';
    if (!school.erkend) return 'school_niet_erkend';
    const open = await leesOpen(trx, protocol, instellingsnummer);
    if (open?.protocol_hash === hash && open.door === WIE_AANZET) return 'al_verklaard';
    if (open)
      await stopAkkoord(trx, protocol, { instellingsnummer, door, reden: 'vervangen door een nieuw akkoord' }, nu);
    await trx
      .insertInto('akkoordverklaringen')
      .values({ protocol, protocol_hash: hash, instellingsnummer, verklaard_op: nu.toString(), door, bewijsstuk })
      .execute();
    return 'verklaard';
  });
}

function leesOpen(db: Database, protocol: string, instellingsnummer: string) {
  return db
    .selectFrom('akkoordverklaringen')
    .select(['protocol_hash', 'door'])
    .where('protocol', '=', protocol)
    .where('instellingsnummer', '=', instellingsnummer)
    .where('gestopt_op', 'is', null)
    .executeTakeFirst();
}

export interface Intrekking {
  instellingsnummer: string;
  door: Hoedanigheid;
  /** The Schoolloket asks for none (S2 manual, ch. 3). */
  reden?: string | undefined;
}

/**
 * A school ends it for itself, whatever the act, its text or the school has become (S2 art. 9). Clocks of two nodes may differ: that is no
 * reason to go on.
 * @returns whether there was anything to end
 */
export async function stopAkkoord(
  db: Database,
  protocol: string,
  { instellingsnummer, door, reden }: Intrekking,
  nu: Temporal.Instant,
): Promise<boolean> {
  const gestopt = await db
    .updateTable('akkoordverklaringen')
    .set({
      gestopt_op: sql<string>`greatest(verklaard_op, ${nu.toString()}::timestamptz)`,
      gestopt_door: door,
      gestopt_reden: reden ?? null,
    })
    .where('protocol', '=', protocol)
    .where('instellingsnummer', '=', instellingsnummer)
    .where('gestopt_op', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return gestopt !== undefined;
}

/** What each school said last, or all that one school ever said, the last first. */
export function leesAkkoorden(db: Database, protocol: string, instellingsnummer?: string) {
  return db
    .selectFrom('akkoordverklaringen as a')
    .innerJoin('scholen as s', 's.instellingsnummer', 'a.instellingsnummer')
    .$if(instellingsnummer === undefined, (vraag) => vraag.distinctOn('a.instellingsnummer'))
    .$if(instellingsnummer !== undefined, (vraag) => vraag.where('a.instellingsnummer', '=', instellingsnummer ?? ''))
    .select(['a.instellingsnummer', 's.naam', 's.erkend', 'protocol_hash', 'verklaard_op', 'a.door', 'bewijsstuk'])
    .select(['gestopt_op', 'gestopt_door', 'gestopt_reden'])
    .where('protocol', '=', protocol)
    .orderBy('a.instellingsnummer')
    .orderBy('verklaard_op', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
}
