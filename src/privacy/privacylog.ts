import type { Stroom } from '../protocol/index.ts';
import { bundelopdracht, type Database, LEVEND, vraagGebundeld, vraagtype } from '../store/index.ts';
import type { Wie } from '../wie/index.ts';

/** For what purpose data leave, as a code. The act says it in words (art. 2 of each). */
export const DOELEN = ['toegang_tot_toepassing'] as const;
export type Doel = (typeof DOELEN)[number];

/** The act under which data leave. */
export interface Grondslag {
  protocol: string;
  protocolHash: string;
  artikelen: readonly string[];
  rechtsgrond: string;
}

/** One handing-over, as it is proven later: codes of data, never their values (S0 art. 6). */
export interface Mededelingsbewijs extends Grondslag {
  tijdstip: Temporal.Instant;
  /** Who asked for it. */
  wie: Wie;
  doel: Doel;
  stroom: Stroom;
  /** Who received it. */
  clientId: string;
  /** Whose data they are; absent where they are of no one pupil. */
  leerling?: { id: string; account_uuid: string } | undefined;
  gegevens: readonly string[];
  aanleiding: 'aanmelding' | 'userinfo';
  /** The `uid` of the session, if there is one. */
  sessie?: string | undefined;
  /** The act under which LeerID itself holds some of the data. */
  onder: Grondslag | undefined;
}

/** The columns of a row that the caller gives. */
const RIJ = {
  tijdstip: 'timestamptz',
  wie_soort: vraagtype<Wie['soort']>('privacylog_wie'),
  wie_id: 'text?',
  doel: vraagtype<Doel>('privacylog_doel'),
  stroom: vraagtype<Stroom>('privacylog_stroom'),
  protocol: 'text',
  protocol_hash: 'text',
  client_id: 'text',
  leerling_id: 'uuid?',
  account_uuid: 'uuid?',
  gegevens: 'text[]',
  artikelen: 'text[]',
  rechtsgrond: 'text',
  aanleiding: 'text',
  onder_protocol: 'text?',
  onder_protocol_hash: 'text?',
  onder_artikelen: 'text[]?',
  onder_rechtsgrond: 'text?',
} as const;

const RIJNAMEN = Object.keys(RIJ).join(', ');

/**
 * Writes rows of the same moment in one statement, so that they share one flush to disk. The statement also
 * marks in the session that this application received something; by that mark it is told of a logout
 * (`oidc/afmelden/meegedeeld.ts`). Row and mark are written both or neither. A session that ended, or is
 * being ended now, gives no row: its logout would have been told before the mark was there. The statement
 * skips such a session and does not wait for it. It names the sessions twice: by the join alone, PostgreSQL
 * would read every session of a day of whose partition it knows nothing yet.
 */
const SCHRIJF = bundelopdracht({
  vraag: { ...RIJ, sessie: 'text?' },
  sql: ({ vragen, v }) => `
    with v as materialized (select * from ${vragen}),
    loopt as materialized (
      select ${v.i}, c.session_uid, c.client_id, c.gemaakt_op, c.meegedeeld
      from v join oidc_session_clients c on c.session_uid = ${v.sessie} and c.client_id = ${v.client_id} and ${LEVEND}
        and c.session_uid = any(array(select ${v.sessie} from v))
      order by c.session_uid, c.client_id for key share of c skip locked),
    gemerkt as (
      update oidc_session_clients c set meegedeeld = true from loopt l
      where not l.meegedeeld and not c.meegedeeld
        and (c.session_uid, c.client_id, c.gemaakt_op) = (l.session_uid, l.client_id, l.gemaakt_op)),
    geldig as materialized (select * from v where ${v.sessie} is null or ${v.i} in (select i from loopt)),
    gelogd as (insert into privacylog (${RIJNAMEN}) select ${RIJNAMEN} from geldig)
    select i from geldig`,
});

/**
 * Resolves once the row is durable, at the commit of PostgreSQL. Nothing may leave before that.
 * @returns false if the session ended meanwhile: there is no row, and nothing may leave
 */
export async function schrijfPrivacylog(
  db: Database,
  { wie, leerling, onder, clientId, protocolHash, tijdstip, ...bewijs }: Mededelingsbewijs,
): Promise<boolean> {
  const geschreven = await vraagGebundeld(db, SCHRIJF, {
    ...bewijs,
    tijdstip: tijdstip.toString(),
    wie_soort: wie.soort,
    wie_id: idNaastLeerling(wie, leerling?.id),
    protocol_hash: protocolHash,
    client_id: clientId,
    leerling_id: leerling?.id,
    account_uuid: leerling?.account_uuid,
    onder_protocol: onder?.protocol,
    onder_protocol_hash: onder?.protocolHash,
    onder_artikelen: onder?.artikelen,
    onder_rechtsgrond: onder?.rechtsgrond,
  });
  return geschreven !== undefined;
}

/** A pupil acts about himself alone: the row names him once, as the one whose data they are. */
function idNaastLeerling(wie: Wie, leerlingId: string | undefined): string | undefined {
  if (wie.soort !== 'leerling') return wie.id;
  if (wie.id !== leerlingId) throw new Error('privacylog: a pupil asks for his own data alone');
  return undefined;
}
