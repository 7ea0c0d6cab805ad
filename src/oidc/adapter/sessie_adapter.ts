import { type Adapter, type AdapterPayload, errors, Provider } from 'oidc-provider';
import type { Database } from '../../store/index.ts';
import { vraagGebundeld } from '../../store/index.ts';
import { objectAdapter } from './object_adapter.ts';
import { type Inhoud, isId } from './objectrijen.ts';
import type { Poortlezer } from './poortlezer.ts';
import {
  afdrukVan,
  alsSessie,
  alsSessierij,
  BEWAAR_SESSIE,
  isVeranderd,
  LEES_SESSIE,
  LEES_SESSIE_OP_UID,
} from './sessierijen.ts';
import { alsInhoud, GRANT, SESSIE } from './soorten.ts';
import type { Vooruit } from './vooruit.ts';

/** Ends a session by its identifier, with all that hangs on it, and tells its applications, or does neither. */
export type EindigSessie = (id: string) => Promise<void>;

export function sessieAdapter(
  db: Database,
  vooruit: Vooruit<Inhoud>,
  poort: Poortlezer,
  eindigSessie: EindigSessie,
): Adapter {
  const gelezen = new WeakMap<object, Gelezen>();
  return {
    ...objectAdapter(db, 'Session', SESSIE),
    async upsert(id, payload) {
      const inhoud = payload as Inhoud;
      const was = Provider.ctx && gelezen.get(Provider.ctx);
      if (!isVeranderd(inhoud, was?.id === id ? was : undefined)) return;
      const rij = alsSessierij(id, inhoud, nieuweGeneratie() ?? was?.generatie);
      if (!(await vraagGebundeld(db, BEWAAR_SESSIE, { ...rij, vervangt: vorigId() }))) throw nietTeBewaren();
    },
    async destroy(id) {
      if (isId(id) && id !== vorigId()) await eindigSessie(id);
    },
    async find(id) {
      const begonnen = poort.begin();
      const dag = begonnen?.vandaag.toString();
      const client = begonnen && gevraagdeClient();
      const rij = isId(id) ? await vraagGebundeld(db, LEES_SESSIE, { id, client, dag }) : undefined;
      if (!rij) return undefined;
      if (client && rij.account_uuid) poort.leg(client, rij.account_uuid, { rij: rij.poort, begonnen });
      for (const { grant } of rij.clients)
        if (grant) vooruit.leg(`Grant ${grant.id}`, alsInhoud(GRANT, 'Grant', grant));
      const sessie = alsSessie(rij);
      const generatie = sessie.generatie as string | undefined;
      if (Provider.ctx) gelezen.set(Provider.ctx, { id, afdruk: afdrukVan(sessie), exp: sessie.exp ?? 0, generatie });
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

export function grantAdapter(db: Database, vooruit: Vooruit<Inhoud>): Adapter {
  const gewoon = objectAdapter(db, 'Grant', GRANT);
  return { ...gewoon, find: async (id) => (vooruit.neem(`Grant ${id}`) as AdapterPayload) ?? gewoon.find(id) };
}

/** As it was when this request read it. */
interface Gelezen {
  id: string;
  afdruk: string;
  exp: number;
  generatie: string | undefined;
}

/** Of a sign-in that this request follows: `oidc/toegang/interacties.ts` put it in the answer. */
function nieuweGeneratie(): string | undefined {
  return Provider.ctx?.oidc.result?.generatie as string | undefined;
}

/** The pupil reads it on a page of ours and signs in again from there; who asked to see no page hears it himself. */
function nietTeBewaren(): Error {
  const { session, prompts } = Provider.ctx?.oidc ?? {};
  // Without the mark the library would try to save it once more.
  if (session) Object.assign(session, { destroyed: true });
  if (prompts?.has('none')) return new errors.LoginRequired('session was ended meanwhile');
  return Object.assign(new errors.SessionNotFound('session was ended meanwhile'), { allow_redirect: false });
}

/** What the session of this request was called before; the library destroys it and then saves it under the new name. */
function vorigId(): string | undefined {
  return (Provider.ctx?.oidc.session as { oldId?: string } | undefined)?.oldId;
}

/** Not checked yet by anybody; it only says for which application to read along. */
function gevraagdeClient(): string | undefined {
  const gevraagd = Provider.ctx?.query.client_id;
  return typeof gevraagd === 'string' && /^[\w.-]{1,64}$/.test(gevraagd) ? gevraagd : undefined;
}
