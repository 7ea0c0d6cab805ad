import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import type { Afmeldbericht } from './afmeldbericht.ts';

/** The logout messages that wait in the database, for all nodes together. */

/** Messages that one node takes at a time for one application. */
const REEKS = 64;
/**
 * Longer than a series of messages can take. After this time, the node that took them is gone, and another
 * node sends them.
 */
const UITLEEN = sql`interval '1 minute'`;

/**
 * A message is tried again after 5 s, 10 s, 20 s and so on, at most an hour apart. It is given up after nine
 * hours, and forgotten two weeks later.
 */
const wachttijd = sql`interval '1 second' * least(3600, 5 * power(2, least(pogingen, 10)))`;
const isTeOud = sql`gemaakt_op < now() - interval '9 hours'`;
const VERGETEN_NA = sql`interval '14 days'`;

const dueVan = sql`opgegeven_op is null and volgende_op <= now()`;

/**
 * Applications for which something must be sent now. Each of them costs one step along the index, however
 * many messages wait.
 */
export async function leesOntvangers(db: Database): Promise<string[]> {
  const eerste = sql`select client_id from afmeldberichten where opgegeven_op is null`;
  const { rows } = await sql<{ client_id: string }>`
    with recursive ontvanger as (
      (${eerste} order by client_id limit 1)
      union all
      select (${eerste} and client_id > o.client_id order by client_id limit 1) from ontvanger o where o.client_id is not null
    )
    select o.client_id from ontvanger o
    where exists (select from afmeldberichten b where b.client_id = o.client_id and ${dueVan})
      and not exists (select from afmeldstoringen s where s.client_id = o.client_id and s.volgende_op > now())`.execute(
    db,
  );
  return rows.map(({ client_id }) => client_id);
}

/** Takes messages for this node. If an application did not answer, one node tries one message. */
export async function neemBerichten(db: Database, clientId: string): Promise<Afmeldbericht[]> {
  const { rows } = await sql<Afmeldbericht>`
    with proef as (
      update afmeldstoringen set volgende_op = now() + ${UITLEEN}
      where client_id = ${clientId} and volgende_op <= now() returning client_id
    ), gekozen as (
      select id from afmeldberichten where client_id = ${clientId} and ${dueVan} order by volgende_op
      limit (select case when exists (select from proef) then 1
        when exists (select from afmeldstoringen where client_id = ${clientId}) then 0 else ${sql.lit(REEKS)} end)
      for update skip locked
    )
    update afmeldberichten set volgende_op = now() + ${UITLEEN} where id = any(array(select id from gekozen))
    returning id, client_id, adres, alg, leerling_id, sid`.execute(db);
  return rows;
}

export interface Uitslag {
  bezorgd: string[];
  mislukt: string[];
  /** Messages that were not tried. */
  over: string[];
  /**
   * Whether so many messages failed in a row that the application counts as not answering. The rest is not
   * tried now.
   */
  stuk: boolean;
}

export async function verwerkUitslag(db: Database, clientId: string, uitslag: Uitslag): Promise<void> {
  const { bezorgd, mislukt, over, stuk } = uitslag;
  if (bezorgd.length) {
    await sql`with hersteld as (delete from afmeldstoringen where client_id = ${clientId})
      delete from afmeldberichten where id = any(${bezorgd}::uuid[])`.execute(db);
  }
  if (stuk) {
    await sql`insert into afmeldstoringen as oud (client_id, pogingen, volgende_op)
      select ${clientId}, 1, now() + ${wachttijd} from (values (0)) as begin(pogingen)
      on conflict (client_id) do update set pogingen = oud.pogingen + 1, volgende_op =
        (select now() + ${wachttijd} from (values (oud.pogingen)) as oud(pogingen))`.execute(db);
  }
  if (mislukt.length) {
    await sql`update afmeldberichten set pogingen = pogingen + 1, volgende_op = now() + ${wachttijd}
      where id = any(${mislukt}::uuid[])`.execute(db);
    await geefOp(db, clientId);
  }
  if (over.length)
    await sql`update afmeldberichten set volgende_op = now() where id = any(${over}::uuid[])`.execute(db);
}

/**
 * Gives up messages that are too old. It erases which pupil they were about. It keeps the fact that they were
 * lost, for the operator.
 */
async function geefOp(db: Database, clientId: string): Promise<void> {
  await sql`update afmeldberichten set opgegeven_op = now(), leerling_id = null, sid = null, session_uid = null
    where client_id = ${clientId} and opgegeven_op is null and ${isTeOud}`.execute(db);
}

export async function ruimBerichtenOp(db: Database): Promise<void> {
  await sql`delete from afmeldberichten where opgegeven_op < now() - ${VERGETEN_NA}`.execute(db);
  await sql`delete from afmeldstoringen s
    where not exists (select from afmeldberichten b where b.client_id = s.client_id and b.opgegeven_op is null)`.execute(
    db,
  );
}

/** For one application, the messages that did not arrive as they should. */
export interface NietBezorgd {
  client_id: string;
  sinds: Temporal.Instant;
  wachtend: number;
  opgegeven: number;
}

export async function leesNietBezorgd(db: Database): Promise<NietBezorgd[]> {
  const { rows } = await sql<NietBezorgd>`
    select client_id, min(gemaakt_op) as sinds, (count(*) filter (where opgegeven_op is null))::int as wachtend,
      (count(opgegeven_op))::int as opgegeven
    from afmeldberichten b
    where pogingen > 0 or opgegeven_op is not null or gemaakt_op < now() - interval '1 minute'
      or exists (select from afmeldstoringen s where s.client_id = b.client_id)
    group by client_id order by sinds`.execute(db);
  return rows;
}
