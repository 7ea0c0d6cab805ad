import type { Stroom } from '../../protocol/index.ts';
import {
  bundelopdracht,
  type Database,
  LEVEND,
  type Vraagkolommen,
  type VraagVan,
  vraagGebundeld,
  vraagtype,
} from '../../store/index.ts';
import type { Hoedanigheid, Wie } from '../../wie/index.ts';
import type { Aanleiding } from './aanleiding.ts';
import type { Doel } from './doel.ts';

/** The statement that writes rows of the privacy log, by itself or together with what another room writes. */

/** The columns of a row that the caller gives. */
const RIJ = {
  tijdstip: 'timestamptz',
  wie_soort: vraagtype<Wie['soort']>('privacylog_wie'),
  wie_id: 'text?',
  doel: vraagtype<Doel>('privacylog_doel'),
  stroom: vraagtype<Stroom | undefined>('privacylog_stroom'),
  hoedanigheid: vraagtype<Hoedanigheid | undefined>('text'),
  protocol: 'text?',
  protocol_hash: 'text?',
  client_id: 'text?',
  ontvanger: 'text?',
  levering_id: 'uuid?',
  leerling_id: 'uuid?',
  account_uuid: 'uuid?',
  gegevens: 'text[]',
  artikelen: 'text[]',
  rechtsgrond: 'text?',
  aanleiding: vraagtype<Aanleiding>('text'),
  onder_protocol: 'text?',
  onder_protocol_hash: 'text?',
  onder_artikelen: 'text[]?',
  onder_rechtsgrond: 'text?',
} as const;

const RIJNAMEN = Object.keys(RIJ).join(', ');
const LOGVRAAG = { ...RIJ, sessie: 'text?' } as const;

type Logvraag = VraagVan<typeof LOGVRAAG>;

/**
 * Writes a row. Resolves once the row is durable, at the commit of PostgreSQL.
 * @returns whether the row was written. If not, nothing else of the statement was written either
 */
export type Logschrijver = (db: Database, rij: Logvraag) => Promise<boolean>;

/** What another room writes in the statement of the row. */
export interface Samenschrift<V extends Vraagkolommen> {
  /** The columns that its question adds to those of the row. Their names differ. */
  vraag: V;
  /**
   * Parts of a `with`. They take their questions from `lopend`, whose session goes on. One part is called
   * `samen`. It lists, as `i`, the questions whose row may be written.
   */
  delen: string;
}

/**
 * Makes a writer whose rows stand or fall with what another room writes: both are durable at once, or neither
 * is there.
 * docs/keuzes/database.md#a-code-is-used-in-the-statement-that-writes-its-log-row
 */
export function logschrijverMet<const V extends Vraagkolommen>({ vraag, delen }: Samenschrift<V>) {
  type Kolommen = typeof LOGVRAAG & V;
  const opdracht = bundelopdracht<Kolommen>({
    vraag: { ...LOGVRAAG, ...vraag },
    sql: ({ vragen }) => schrijfSql(vragen, `${delen},`, 'where i in (select i from samen)'),
  });
  return (eigen: VraagVan<V>): Logschrijver =>
    async (db, rij) =>
      (await vraagGebundeld(db, opdracht, { ...eigen, ...rij } as VraagVan<Kolommen>)) !== undefined;
}

const SCHRIJF = bundelopdracht({ vraag: LOGVRAAG, sql: ({ vragen }) => schrijfSql(vragen) });

export const schrijfRij: Logschrijver = async (db, rij) => (await vraagGebundeld(db, SCHRIJF, rij)) !== undefined;

/**
 * Writes rows of the same moment in one statement, so that they share one flush to disk. The statement also
 * marks in the session that this application received something; by that mark it is told of a logout
 * (`oidc/afmelden/meegedeeld.ts`). Row and mark are written both or neither. A session that ended, or is
 * being ended now, gives no row: its logout would have been told before the mark was there. The statement
 * skips such a session and does not wait for it. It looks each session up by itself: with a join, PostgreSQL
 * would read every session of a day of whose partition it knows nothing yet.
 */
function schrijfSql(vragen: string, samen = '', voorwaarde = ''): string {
  return `
    with v as materialized (select * from ${vragen}),
    loopt as materialized (
      select v.i, c.* from v cross join lateral (
        select session_uid, client_id, gemaakt_op, meegedeeld from oidc_session_clients
        where session_uid = v.sessie and client_id = v.client_id and ${LEVEND}
        for key share skip locked) c),
    lopend as (select * from v where v.sessie is null or v.i in (select i from loopt)),
    ${samen}
    geldig as materialized (select * from lopend ${voorwaarde}),
    gemerkt as (
      update oidc_session_clients c set meegedeeld = true from loopt l
      where not l.meegedeeld and not c.meegedeeld and l.i in (select i from geldig)
        and (c.session_uid, c.client_id, c.gemaakt_op) = (l.session_uid, l.client_id, l.gemaakt_op)),
    gelogd as (insert into privacylog (${RIJNAMEN}) select ${RIJNAMEN} from geldig)
    select i from geldig`;
}
