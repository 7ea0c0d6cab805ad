import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type { Database } from '../../store/index.ts';
import { interactieAdapter } from './interactie_adapter.ts';
import { codeAdapter, tokenAdapter } from './inwisseling.ts';
import { objectAdapter } from './object_adapter.ts';
import type { Inhoud } from './objectrijen.ts';
import type { Poortlezer } from './poortlezer.ts';
import { replayAdapter } from './replay_adapter.ts';
import { type EindigSessie, grantAdapter, sessieAdapter } from './sessie_adapter.ts';
import { SOORTEN, type Soort } from './soorten.ts';
import { vergunningAdapter } from './token_adapter.ts';
import { Vooruit } from './vooruit.ts';

/** Metadata of a client that may be used now, or undefined. */
export type ZoekClient = (clientId: string) => AdapterPayload | undefined;

/** The storage of node-oidc-provider on PostgreSQL: a table per kind; clients come from the dossiers, not from a table. */
export function maakAdapter(
  db: Database,
  zoekClient: ZoekClient,
  poort: Poortlezer,
  eindigSessie: EindigSessie,
): AdapterFactory {
  const vooruit = new Vooruit<Inhoud>();
  const inTeWisselen = new Vooruit<string>();
  const perSoort: Record<string, (soort: Soort) => Adapter> = {
    Session: () => sessieAdapter(db, vooruit, poort, eindigSessie),
    Grant: () => grantAdapter(db, vooruit),
    AuthorizationCode: (soort) =>
      codeAdapter(vergunningAdapter(db, 'AuthorizationCode', soort, vooruit, poort), inTeWisselen),
    AccessToken: (soort) => tokenAdapter(vergunningAdapter(db, 'AccessToken', soort, vooruit, poort), db, inTeWisselen),
    Interaction: (soort) => interactieAdapter(objectAdapter(db, 'Interaction', soort)),
    ReplayDetection: (soort) => replayAdapter(objectAdapter(db, 'ReplayDetection', soort), db, soort),
  };
  return (naam) => {
    if (naam === 'Client') return { ...ongebruikt('Client'), find: async (id) => zoekClient(id) };
    const soort = SOORTEN[naam];
    return soort ? (perSoort[naam]?.(soort) ?? objectAdapter(db, naam, soort)) : ongebruikt(naam);
  };
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
