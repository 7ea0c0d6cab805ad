import { sql } from 'kysely';
import type { Akte } from '../protocol/index.ts';
import type { Database } from '../store/index.ts';
import { type Bevoegde, type Hoedanigheid, mag } from '../wie/index.ts';

/** What a school agrees with: the act, its exact text, and since when that text is signed. */
export interface Aktetekst extends Pick<Akte, 'hash' | 'sinds'> {
  protocol: string;
}

export interface Verklaring {
  instellingsnummer: string;
  door: Bevoegde<'klassen_delen'>;
  /** Where the declaration itself can be found. It names no person. */
  bewijsstuk: string;
}

export type Akkoord =
  | 'verklaard'
  | 'al_verklaard'
  | 'tekst_ouder'
  | 'voor_handtekening'
  | 'school_onbekend'
  | 'school_niet_erkend';

/**
 * Why an open agreement does not count under that text now. `leesKlassen` reads agreements by the same rule.
 * `nog_niet`: the clock of the node that wrote the agreement is ahead of this node's clock, so it counts
 * later here.
 */
export function telbezwaar(
  { door, protocol_hash, verklaard_op }: { door: Hoedanigheid; protocol_hash: string; verklaard_op: Temporal.Instant },
  { hash, sinds }: Pick<Aktetekst, 'hash' | 'sinds'>,
  nu: Temporal.Instant,
): 'hoedanigheid' | 'andere_tekst' | 'voor_handtekening' | 'nog_niet' | undefined {
  if (!mag(door, 'klassen_delen')) return 'hoedanigheid';
  if (protocol_hash !== hash) return 'andere_tekst';
  if (Temporal.Instant.compare(verklaard_op, sinds) < 0) return 'voor_handtekening';
  return Temporal.Instant.compare(verklaard_op, nu) > 0 ? 'nog_niet' : undefined;
}

/**
 * A school agrees with this very text (S2 art. 12). Its earlier agreement ends if that does not count any
 * more. But an earlier text, in a folder that is out of date, does not end the agreement with a later one.
 * docs/keuzes/akten.md#a-declaration-is-one-schools-for-one-text
 * @returns `verklaard` once it is a fact that counts on every node
 */
export function verklaarAkkoord(
  db: Database,
  { protocol, ...tekst }: Aktetekst,
  { instellingsnummer, door, bewijsstuk }: Verklaring,
  nu: Temporal.Instant,
): Promise<Akkoord> {
  return db.transaction().execute(async (trx) => {
    await neemWoord(trx, instellingsnummer);
    const school = await trx
      .selectFrom('scholen')
      .select('erkend')
      .where('instellingsnummer', '=', instellingsnummer)
      .executeTakeFirst();
    if (!school) return 'school_onbekend';
    if (!school.erkend) return 'school_niet_erkend';
    // An act is in force on the whole day of its last stamp, but it binds nobody before the moment of that
    // stamp.
    if (Temporal.Instant.compare(nu, tekst.sinds) < 0) return 'voor_handtekening';
    const open = await leesOpen(trx, protocol, instellingsnummer);
    const bezwaar = open && telbezwaar(open, tekst, nu);
    if (open && (!bezwaar || bezwaar === 'nog_niet')) return 'al_verklaard';
    if (open && bezwaar === 'andere_tekst' && (await isOuder(trx, tekst.hash, open.protocol_hash)))
      return 'tekst_ouder';
    if (open)
      await sluitOpen(trx, protocol, { instellingsnummer, door, reden: 'vervangen door een nieuw akkoord' }, nu);
    await trx
      .insertInto('akkoordverklaringen')
      .values({ protocol, protocol_hash: tekst.hash, instellingsnummer, verklaard_op: nu.toString(), door, bewijsstuk })
      .execute();
    return 'verklaard';
  });
}

/**
 * The words of one school are written one after another. So a stop that comes beside a new agreement ends
 * that agreement too.
 */
async function neemWoord(trx: Database, instellingsnummer: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('leerid.akkoord'), hashtext(${instellingsnummer}))`.execute(trx);
}

function leesOpen(db: Database, protocol: string, instellingsnummer: string) {
  return db
    .selectFrom('akkoordverklaringen')
    .select(['protocol_hash', 'door', 'verklaard_op'])
    .where('protocol', '=', protocol)
    .where('instellingsnummer', '=', instellingsnummer)
    .where('gestopt_op', 'is', null)
    .executeTakeFirst();
}

/** Whether the one text was in force before the other, if both are known. */
async function isOuder(db: Database, hash: string, dan: string): Promise<boolean> {
  const { rows } =
    await sql`select from protocolversies v join protocolversies d on d.eerst_gezien_op > v.eerst_gezien_op
    where (v.hash, d.hash) = (${hash}, ${dan})`.execute(db);
  return rows.length > 0;
}

export interface Intrekking {
  instellingsnummer: string;
  door: Bevoegde<'klassen_stoppen'>;
  /** The Schoolloket asks for none (S2 manual, ch. 3). */
  reden?: string | undefined;
}

/**
 * A school stops sharing its classes (S2 art. 9). This always works, whatever became of the act, its text or
 * the school. The clock of this node may be behind that of the node that wrote the agreement: the stop then
 * counts from the moment of the agreement.
 * @returns whether there was an agreement to end
 */
export function stopAkkoord(
  db: Database,
  protocol: string,
  intrekking: Intrekking,
  nu: Temporal.Instant,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await neemWoord(trx, intrekking.instellingsnummer);
    return sluitOpen(trx, protocol, intrekking, nu);
  });
}

async function sluitOpen(
  trx: Database,
  protocol: string,
  { instellingsnummer, door, reden }: Intrekking,
  nu: Temporal.Instant,
): Promise<boolean> {
  const gestopt = await trx
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

/** The last word of each school, or all words of one school, the last first. */
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
