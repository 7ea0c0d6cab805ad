import type { Generated } from 'kysely';
import type { JsonOfNiets, Tijdstip } from '../store/index.ts';

/**
 * Rows of OpenID Connect, as migrations 004, 012, 013, 034, 040 and 049 make them. Column names are the words of the
 * RFCs in snake_case.
 */

interface OidcObject {
  id: string;
  gemaakt_op: Tijdstip;
  verloopt_op: Tijdstip;
}

interface CodeOfToken extends OidcObject {
  account_uuid: string;
  client_id: string;
  grant_id: string;
  session_uid: string | null;
  sid: string | null;
  scope: string | null;
  claims: JsonOfNiets;
  expires_with_session: boolean | null;
  /** Empty where a node from before migration 049 wrote the row. */
  protocol_hash: string | null;
}

declare module '../store/tabellen.ts' {
  interface Tabellen {
    oidc_sessions: OidcObject & {
      uid: string;
      account_uuid: string | null;
      login_ts: number | null;
      acr: string | null;
      amr: string[] | null;
      transient: boolean;
      state: JsonOfNiets;
      aanmeldgeneratie: string | null;
    };
    oidc_session_clients: {
      session_uid: string;
      gemaakt_op: Tijdstip;
      client_id: string;
      sid: string | null;
      grant_id: string | null;
      persists_logout: boolean | null;
      meegedeeld: Generated<boolean>;
    };
    oidc_gebruikte_antwoorden: { id: string; gemaakt_op: Tijdstip };
    oidc_grants: OidcObject & {
      account_uuid: string;
      client_id: string;
      scope: string | null;
      claims: string[] | null;
    };
    oidc_authorization_codes: CodeOfToken & {
      consumed_op: TijdstipOfNiets;
      redirect_uri: string | null;
      code_challenge: string | null;
      code_challenge_method: string | null;
      nonce: string | null;
      acr: string | null;
      amr: string[] | null;
      auth_time: number | null;
      dpop_jkt: string | null;
    };
    oidc_access_tokens: CodeOfToken & { gty: string | null; jkt: string | null };
    oidc_pushed_authorization_requests: OidcObject & {
      request: string;
      trusted: JsonOfNiets;
      consumed_op: TijdstipOfNiets;
      dpop_jkt: string | null;
    };
    oidc_replay_detection: OidcObject & { iss: string };
    afmeldberichten: {
      id: Generated<string>;
      client_id: string;
      adres: string;
      alg: string;
      leerling_id: string | null;
      sid: string | null;
      session_uid: string | null;
      gemaakt_op: TijdstipVanzelf;
      pogingen: Generated<number>;
      volgende_op: TijdstipVanzelf;
      opgegeven_op: TijdstipOfNiets;
    };
    afmeldstoringen: { client_id: string; sinds: TijdstipVanzelf; pogingen: number; volgende_op: Tijdstip };
    oidc_sleutels: {
      kid: string;
      alg: 'ES256' | 'RS256';
      status: 'volgende' | 'actief' | 'uitdovend';
      verzegeld: Buffer;
      gemaakt_op: Tijdstip;
      actief_op: TijdstipOfNiets;
      uitdovend_op: TijdstipOfNiets;
    };
  }
}
