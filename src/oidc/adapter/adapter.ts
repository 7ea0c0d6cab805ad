import { type Adapter, type AdapterFactory, type AdapterPayload, errors, Provider } from 'oidc-provider';
import type { Database } from '../../store/database.ts';
import {
  bewaarRij,
  type Inhoud,
  type OidcTabel,
  verbruikRij,
  verwijderRij,
  verwijderVanGrant,
  voegNieuwToe,
  voegToe,
  zoekRij,
} from './rijen.ts';
import { bewaarSessie, zoekSessie } from './sessies.ts';
import { alsInhoud, alsRij, SOORTEN, type Soort } from './soorten.ts';

/** Metadata of a client that may be used now, or undefined. */
export type ZoekClient = (clientId: string) => AdapterPayload | undefined;

/** The storage of node-oidc-provider on PostgreSQL: a table per kind; clients come from the dossiers, not from a table. */
export function maakAdapter(db: Database, zoekClient: ZoekClient): AdapterFactory {
  return (naam) => {
    if (naam === 'Client') return clientAdapter(zoekClient);
    const soort = SOORTEN[naam];
    return soort ? objectAdapter(db, naam, soort) : ongebruikt(naam);
  };
}

function objectAdapter(db: Database, naam: string, soort: Soort): Adapter {
  const { tabel } = soort;
  const isSessie = naam === 'Session';
  const lees = async (kolom: 'id' | 'uid', waarde: string) => {
    if (isSessie) {
      const sessie = await zoekSessie(db, kolom, waarde);
      return (
        sessie && ({ ...alsInhoud(soort, naam, sessie.rij), authorizations: sessie.toestemmingen } as AdapterPayload)
      );
    }
    const rij = kolom === 'id' ? await zoekRij(db, tabel, soort.kolommen, waarde) : undefined;
    return rij && (alsInhoud(soort, naam, rij) as AdapterPayload);
  };
  return {
    async upsert(id, payload) {
      const inhoud = payload as Inhoud;
      if (naam === 'ReplayDetection') return bewaarEenmalig(db, soort, id, inhoud);
      if (isSessie) return bewaarSessie(db, id, inhoud);
      await (soort.herschrijfbaar ? bewaarRij : voegToe)(db, tabel, alsRij(soort, id, inhoud));
    },
    find: (id) => lees('id', id),
    findByUid: (uid) => lees('uid', uid),
    findByUserCode: async () => undefined,
    consume: (id) => verbruikEenmaal(db, naam, tabel, id),
    destroy: (id) => verwijderRij(db, tabel, id),
    revokeByGrantId: (grantId) => verwijderVanGrant(db, tabel, grantId),
  };
}

/** The library looks first and saves later; of two that looked at once, the second one hears that it is late. */
async function bewaarEenmalig(db: Database, soort: Soort, id: string, inhoud: Inhoud): Promise<void> {
  if (await voegNieuwToe(db, soort.tabel, alsRij(soort, id, inhoud))) return;
  const isProof = Provider.ctx?.get('DPoP') && !Provider.ctx.oidc.params?.client_assertion;
  throw isProof
    ? new errors.InvalidDpopProof('DPoP proof JWT Replay detected')
    : new errors.InvalidClientAuth('client assertion tokens must only be used once');
}

/** A code that comes twice revokes what the first one got (RFC 6749 § 4.1.2): its access tokens and the grant behind them. */
async function verbruikEenmaal(db: Database, naam: string, tabel: OidcTabel, id: string): Promise<void> {
  if (await verbruikRij(db, tabel, id)) return;
  if (naam === 'PushedAuthorizationRequest') throw new errors.InvalidRequestUri('request_uri was already used');
  const grantId = (await zoekRij(db, tabel, ['id', 'grant_id'], id))?.grant_id;
  if (typeof grantId === 'string') {
    await verwijderRij(db, 'oidc_grants', grantId);
    await verwijderVanGrant(db, 'oidc_access_tokens', grantId);
  }
  throw new errors.InvalidGrant('authorization code already consumed');
}

function clientAdapter(zoekClient: ZoekClient): Adapter {
  return { ...ongebruikt('Client'), find: async (id) => zoekClient(id) };
}

/** Kinds that our configuration switches off, refresh tokens and device codes among them. */
function ongebruikt(naam: string): Adapter {
  const weiger = async (): Promise<never> => {
    throw new Error(`${naam} is not stored by this provider`);
  };
  return {
    upsert: weiger,
    find: weiger,
    findByUid: weiger,
    findByUserCode: weiger,
    consume: weiger,
    destroy: weiger,
    revokeByGrantId: weiger,
  };
}
