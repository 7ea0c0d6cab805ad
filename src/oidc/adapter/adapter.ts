import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type { Klok } from '../../klok.ts';
import type { Database } from '../../store/index.ts';
import type { Wachtplaats } from '../verzoek/wachtplaats.ts';
import { interactieAdapter } from './interactie_adapter.ts';
import { inwisselbareCode, inwisselendToken } from './inwisseling.ts';
import { objectAdapter } from './object_adapter.ts';
import { replayAdapter } from './replay_adapter.ts';
import { type EindigSessie, grantAdapter, sessieAdapter } from './sessie_adapter.ts';
import { ACCESS_TOKEN, CODE, GRANT, INGEDIEND_VERZOEK } from './soorten.ts';
import { tokenAdapter } from './token_adapter.ts';
import { verzamelend } from './verzameling.ts';

/** Gives the metadata of a client that may be used now, or undefined. */
export type ZoekClient = (clientId: string) => AdapterPayload | undefined;

export interface Opslagbenodigdheden {
  db: Database;
  klok: Klok;
  zoekClient: ZoekClient;
  eindigSessie: EindigSessie;
  wachtplaats: Wachtplaats;
}

/**
 * The storage of node-oidc-provider on PostgreSQL. Each kind has a table, but for two: clients come from the
 * dossiers, and requests that wait are in the browser.
 */
export function maakAdapter({ db, klok, zoekClient, eindigSessie, wachtplaats }: Opslagbenodigdheden): AdapterFactory {
  const perSoort: Record<string, () => Adapter> = {
    Client: () => ({ ...ongebruikt('Client'), find: async (id) => zoekClient(id) }),
    Session: () => sessieAdapter(db, klok, eindigSessie),
    Grant: () => verzamelend(grantAdapter(db), GRANT, 'grants'),
    Interaction: () => interactieAdapter(ongebruikt('Interaction'), wachtplaats),
    AuthorizationCode: () => verzamelend(inwisselbareCode(tokenAdapter(db, klok, CODE)), CODE, 'codes'),
    AccessToken: () => inwisselendToken(tokenAdapter(db, klok, ACCESS_TOKEN)),
    PushedAuthorizationRequest: () => objectAdapter(db, INGEDIEND_VERZOEK),
    ReplayDetection: () => replayAdapter(db),
  };
  return (naam) => perSoort[naam]?.() ?? ongebruikt(naam);
}

/** A kind that our configuration switches off, such as refresh tokens and device codes. */
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
