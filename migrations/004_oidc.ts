import { type Kysely, sql } from 'kysely';

/**
 * The objects of OpenID Connect, a table per kind. All are partitioned by the day they were made (`gemaakt_op`, the `iat` of
 * the object, which never changes) and live shorter than a day, so that expired rows leave by dropping whole partitions.
 * `json` and not `jsonb`: nobody looks inside, and what a browser sent may hold a NUL, which `jsonb` refuses.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const { tabel, kolommen, indexen = '' } of SOORTEN) {
    await sql
      .raw(`
create table ${tabel} (
  id text not null,
  gemaakt_op timestamptz not null,
  verloopt_op timestamptz not null,${kolommen}
  primary key (id, gemaakt_op)
) partition by range (gemaakt_op);
${indexen}`)
      .execute(db);
  }
  await sql.raw(SESSIE_CLIENTS).execute(db);
  await sql.raw(SLEUTELS).execute(db);
}

const VERGUNNING = `
  account_uuid uuid not null,
  client_id text not null,
  grant_id text not null,
  session_uid text,
  sid text,
  scope text,
  claims json,
  expires_with_session boolean,`;

const SOORTEN = [
  {
    tabel: 'oidc_sessions',
    kolommen: `
  uid text not null,
  account_uuid uuid,
  login_ts bigint,
  acr text,
  amr text[],
  transient boolean not null,
  state json,`,
    indexen: 'create index on oidc_sessions (uid); create index on oidc_sessions (account_uuid);',
  },
  {
    tabel: 'oidc_interactions',
    kolommen: `
  params json not null,
  prompt json not null,
  result json,
  last_submission json,
  session json,
  return_to text not null,
  trusted json,
  grant_id text,
  cid text,
  par_jti text,`,
  },
  {
    tabel: 'oidc_grants',
    kolommen: `
  account_uuid uuid not null,
  client_id text not null,
  scope text,
  claims text[],`,
  },
  {
    tabel: 'oidc_authorization_codes',
    kolommen: `${VERGUNNING}
  consumed_op timestamptz,
  redirect_uri text,
  code_challenge text,
  code_challenge_method text,
  nonce text,
  acr text,
  amr text[],
  auth_time bigint,
  dpop_jkt text,`,
    indexen: 'create index on oidc_authorization_codes (grant_id);',
  },
  {
    tabel: 'oidc_access_tokens',
    kolommen: `${VERGUNNING}
  gty text,
  jkt text,`,
    indexen: 'create index on oidc_access_tokens (grant_id);',
  },
  {
    tabel: 'oidc_pushed_authorization_requests',
    kolommen: `
  request text not null,
  trusted json,
  consumed_op timestamptz,
  dpop_jkt text,`,
  },
  {
    tabel: 'oidc_replay_detection',
    kolommen: `
  iss text not null,`,
  },
];

// Which clients a session signed in to, a row each: two tabs at once keep both.
const SESSIE_CLIENTS = `
create table oidc_session_clients (
  session_uid text not null,
  gemaakt_op timestamptz not null,
  client_id text not null,
  sid text,
  grant_id text,
  persists_logout boolean,
  primary key (session_uid, client_id, gemaakt_op)
) partition by range (gemaakt_op);`;

// Private keys are sealed with LEERID_MASTER_KEY (AES-256-GCM); the database alone can't sign.
const SLEUTELS = `
create table oidc_sleutels (
  kid text primary key,
  alg text not null check (alg in ('ES256', 'RS256')),
  status text not null check (status in ('volgende', 'actief', 'uitdovend')),
  verzegeld bytea not null,
  gemaakt_op timestamptz not null
);
create unique index on oidc_sleutels (alg) where status = 'actief';`;
