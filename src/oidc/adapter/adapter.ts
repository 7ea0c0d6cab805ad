import { type Adapter, type AdapterFactory, type AdapterPayload, errors, Provider } from 'oidc-provider';
import { vraagGebundeld } from '../../store/bundel.ts';
import type { Database } from '../../store/database.ts';
import { replayAdapter } from './eenmalig.ts';
import { WISSEL_IN } from './inwisseling.ts';
import { GEEN_POORT, type Poortlezer } from './poortlezer.ts';
import {
  bewaarOpdracht,
  type Inhoud,
  intrekOpdracht,
  isId,
  leesOpdracht,
  verbruikOpdracht,
  verwijderOpdracht,
} from './rijen.ts';
import {
  afdrukVan,
  alsSessie,
  alsSessierij,
  BEWAAR_SESSIE,
  isVeranderd,
  LEES_SESSIE,
  LEES_SESSIE_OP_UID,
} from './sessies.ts';
import { alsInhoud, alsRij, GRANT, SESSIE, SOORTEN, type Soort } from './soorten.ts';
import { leesVergunningOpdracht } from './vergunningen.ts';
import { Vooruit } from './vooruit.ts';

/** Metadata of a client that may be used now, or undefined. */
export type ZoekClient = (clientId: string) => AdapterPayload | undefined;

/** The storage of node-oidc-provider on PostgreSQL: a table per kind; clients come from the dossiers, not from a table. */
export function maakAdapter(db: Database, zoekClient: ZoekClient, poort: Poortlezer = GEEN_POORT): AdapterFactory {
  const vooruit = new Vooruit<Inhoud>();
  const inTeWisselen = new Vooruit<string>();
  const perSoort: Record<string, (soort: Soort) => Adapter> = {
    Session: () => sessieAdapter(db, vooruit, poort),
    Grant: (soort) => grantAdapter(db, soort, vooruit),
    AuthorizationCode: (soort) =>
      codeAdapter(vergunningAdapter(db, 'AuthorizationCode', soort, vooruit, poort), inTeWisselen),
    AccessToken: (soort) =>
      tokenAdapter(vergunningAdapter(db, 'AccessToken', soort, vooruit, poort), db, soort, inTeWisselen),
    ReplayDetection: (soort) => replayAdapter(objectAdapter(db, 'ReplayDetection', soort), db, soort),
  };
  return (naam) => {
    if (naam === 'Client') return { ...ongebruikt('Client'), find: async (id) => zoekClient(id) };
    const soort = SOORTEN[naam];
    return soort ? (perSoort[naam]?.(soort) ?? objectAdapter(db, naam, soort)) : ongebruikt(naam);
  };
}

/** What an object of any kind can do; the kinds with more to them say it below. */
function objectAdapter(db: Database, naam: string, soort: Soort): Adapter {
  const [lees, bewaar] = [leesOpdracht(soort), bewaarOpdracht(soort)];
  const [verbruik, verwijder, trekIn] = [verbruikOpdracht(soort), verwijderOpdracht(soort), intrekOpdracht(soort)];
  return {
    async upsert(id, inhoud) {
      await vraagGebundeld(db, bewaar, alsRij(soort, id, inhoud as Inhoud));
    },
    async find(id) {
      const rij = isId(id) ? await vraagGebundeld(db, lees, { id }) : undefined;
      return rij && (alsInhoud(soort, naam, rij) as AdapterPayload);
    },
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    async consume(id) {
      if (!(await vraagGebundeld(db, verbruik, { id }))) throw await teLaat(db, naam, soort, id);
    },
    async destroy(id) {
      if (isId(id)) await vraagGebundeld(db, verwijder, { id });
    },
    async revokeByGrantId(id) {
      if (isId(id)) await vraagGebundeld(db, trekIn, { id });
    },
  };
}

function vergunningAdapter(
  db: Database,
  naam: string,
  soort: Soort,
  vooruit: Vooruit<Inhoud>,
  poort: Poortlezer,
): Adapter {
  const lees = leesVergunningOpdracht(soort);
  return {
    ...objectAdapter(db, naam, soort),
    async find(id) {
      const dag = poort.dag();
      const rij = isId(id) ? await vraagGebundeld(db, lees, { id, dag }) : undefined;
      if (!rij) return undefined;
      const { sessie, grant } = rij;
      if (dag) poort.leg(rij.client_id, rij.account_uuid, dag, rij.poort);
      if (sessie) vooruit.leg(`Session ${String(sessie.uid)}`, alsSessie(sessie));
      if (grant) vooruit.leg(`Grant ${grant.id}`, alsInhoud(GRANT, 'Grant', grant));
      return alsInhoud(soort, naam, rij) as AdapterPayload;
    },
  };
}

/** The library marks a code as used and then keeps its access token, or fails: the statement of the token does both. */
function codeAdapter(gewoon: Adapter, inTeWisselen: Vooruit<string>): Adapter {
  return {
    ...gewoon,
    async consume(id) {
      if (Provider.ctx?.oidc.route !== 'token') return gewoon.consume(id);
      inTeWisselen.leg('code', id);
    },
  };
}

function tokenAdapter(gewoon: Adapter, db: Database, soort: Soort, inTeWisselen: Vooruit<string>): Adapter {
  return {
    ...gewoon,
    async upsert(id, inhoud, duur) {
      const code = inTeWisselen.neem('code');
      if (code === undefined) return gewoon.upsert(id, inhoud, duur);
      const gelukt = await vraagGebundeld(db, WISSEL_IN, { ...alsRij(soort, id, inhoud as Inhoud), code });
      if (!gelukt) throw await teLaat(db, 'AuthorizationCode', SOORTEN.AuthorizationCode as Soort, code);
    },
  };
}

function grantAdapter(db: Database, soort: Soort, vooruit: Vooruit<Inhoud>): Adapter {
  const gewoon = objectAdapter(db, 'Grant', soort);
  return { ...gewoon, find: async (id) => (vooruit.neem(`Grant ${id}`) as AdapterPayload) ?? gewoon.find(id) };
}

function sessieAdapter(db: Database, vooruit: Vooruit<Inhoud>, poort: Poortlezer): Adapter {
  const gelezen = new WeakMap<object, { id: string; afdruk: string; exp: number }>();
  return {
    ...objectAdapter(db, 'Session', SESSIE),
    async upsert(id, payload) {
      const inhoud = payload as Inhoud;
      const was = Provider.ctx && gelezen.get(Provider.ctx);
      if (!isVeranderd(inhoud, was?.id === id ? was : undefined)) return;
      await vraagGebundeld(db, BEWAAR_SESSIE, alsSessierij(id, inhoud));
    },
    async find(id) {
      const dag = poort.dag();
      const client = dag && gevraagdeClient();
      const rij = isId(id) ? await vraagGebundeld(db, LEES_SESSIE, { id, client, dag }) : undefined;
      if (!rij) return undefined;
      if (client && rij.account_uuid) poort.leg(client, rij.account_uuid, dag, rij.poort);
      for (const { grant } of rij.clients)
        if (grant) vooruit.leg(`Grant ${grant.id}`, alsInhoud(GRANT, 'Grant', grant));
      const sessie = alsSessie(rij);
      if (Provider.ctx) gelezen.set(Provider.ctx, { id, afdruk: afdrukVan(sessie), exp: sessie.exp ?? 0 });
      return sessie as AdapterPayload;
    },
    async findByUid(uid) {
      const gelegd = vooruit.neem(`Session ${uid}`);
      if (gelegd) return gelegd as AdapterPayload;
      const rij = isId(uid) ? await vraagGebundeld(db, LEES_SESSIE_OP_UID, { id: uid }) : undefined;
      return rij && (alsSessie(rij) as AdapterPayload);
    },
  };
}

/** Not checked yet by anybody; it only says for which application to read along. */
function gevraagdeClient(): string | undefined {
  const gevraagd = Provider.ctx?.query.client_id;
  return typeof gevraagd === 'string' && /^[\w.-]{1,64}$/.test(gevraagd) ? gevraagd : undefined;
}

/** A code that comes twice revokes what the first one got (RFC 6749 § 4.1.2): its access tokens and the grant behind them. */
async function teLaat(db: Database, naam: string, soort: Soort, id: string): Promise<Error> {
  if (naam === 'PushedAuthorizationRequest') return new errors.InvalidRequestUri('request_uri was already used');
  const grantId = (await vraagGebundeld(db, leesOpdracht(soort), { id }))?.grant_id;
  if (typeof grantId === 'string') {
    await vraagGebundeld(db, verwijderOpdracht(GRANT), { id: grantId });
    await vraagGebundeld(db, intrekOpdracht({ tabel: 'oidc_access_tokens' }), { id: grantId });
  }
  return new errors.InvalidGrant('authorization code already consumed');
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
