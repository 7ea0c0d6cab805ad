import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { Klok } from '../../klok.ts';
import { type Database, vraagGebundeld } from '../../store/index.ts';
import { genoemdeClient, huidigVerzoek, laatBrowserOngemoeid, vorigSessieId } from '../bibliotheek/binnenwerk.ts';
import { geheugen } from '../bibliotheek/verzoekgeheugen.ts';
import { momentOmMeeTeLezen, onthoudToegang } from '../toegang/meegelezen_toegang.ts';
import { objectAdapter } from './object_adapter.ts';
import { bewaarOpdracht, isId } from './objectrijen.ts';
import { alsObject, type Objectinhoud } from './objectsoort.ts';
import { BEWAAR_SESSIE } from './sessie_bewaren.ts';
import { alsSessie, alsSessierij, LEES_SESSIE, LEES_SESSIE_OP_UID } from './sessierijen.ts';
import { afdrukVan, isVeranderd } from './sessieverandering.ts';
import { CODE, GRANT, SESSIE } from './soorten.ts';
import { neemVerzameld } from './verzameling.ts';

const BEWAAR_CODE = bewaarOpdracht(CODE);

/**
 * Ends a session by its identifier, deletes all that depends on it, and tells its applications. It does all
 * of this, or nothing.
 */
export type EindigSessie = (id: string) => Promise<void>;

export function sessieAdapter(db: Database, klok: Klok, eindigSessie: EindigSessie): Adapter {
  return {
    ...objectAdapter(db, SESSIE),
    async upsert(id, payload) {
      try {
        await bewaarSessie(db, id, payload as Objectinhoud);
      } catch (fout) {
        laatBrowserOngemoeid();
        throw fout;
      }
    },
    async destroy(id) {
      // When a session gets another identifier, the statement that saves it replaces its old row.
      if (isId(id) && id !== vorigSessieId()) await eindigSessie(id);
    },
    async find(id) {
      const begonnen = momentOmMeeTeLezen(klok);
      const dag = begonnen?.vandaag.toString();
      const client = begonnen && genoemdeClient();
      const rij = isId(id) ? await vraagGebundeld(db, LEES_SESSIE, { id, client, dag }) : undefined;
      if (!rij) return undefined;
      if (client && rij.account_uuid) onthoudToegang(client, rij.account_uuid, { rij: rij.toegang, begonnen });
      const onthouden = geheugen();
      for (const { grant } of rij.clients) if (grant) onthouden.grants.leg(grant.id, alsObject(GRANT, grant));
      const sessie = alsSessie(rij);
      const generatie = sessie.generatie as string | undefined;
      onthouden.gelezenSessie = { id, afdruk: afdrukVan(sessie), exp: sessie.exp ?? 0, generatie };
      return sessie as AdapterPayload;
    },
    async findByUid(uid) {
      const meegelezen = geheugen().sessies.neem(uid);
      if (meegelezen) return meegelezen as AdapterPayload;
      const rij = isId(uid) ? await vraagGebundeld(db, LEES_SESSIE_OP_UID, { uid }) : undefined;
      return rij && (alsSessie(rij) as AdapterPayload);
    },
  };
}

export function grantAdapter(db: Database): Adapter {
  const gewoon = objectAdapter(db, GRANT);
  return { ...gewoon, find: async (id) => (geheugen().grants.neem(id) as AdapterPayload) ?? gewoon.find(id) };
}

/** Saves a session with all that its request gave. A session that did not change is not written. */
async function bewaarSessie(db: Database, id: string, inhoud: Objectinhoud): Promise<void> {
  const { antwoord, grants, codes } = neemVerzameld();
  const was = geheugen().gelezenSessie;
  if (!antwoord && grants.length === 0 && !isVeranderd(inhoud, was?.id === id ? was : undefined)) {
    for (const code of codes) await vraagGebundeld(db, BEWAAR_CODE, code);
    return;
  }
  const rij = alsSessierij(id, inhoud, nieuweGeneratie() ?? was?.generatie);
  const gebruikt = { antwoord: antwoord?.id, antwoord_op: antwoord?.iat };
  const alles = { ...rij, ...gebruikt, vervangt: vorigSessieId(), grants, codes };
  if (!(await vraagGebundeld(db, BEWAAR_SESSIE, alles))) throw nietTeBewaren();
}

/** The generation of the sign-in that this request follows. `toegang/interacties.ts` put it in the answer. */
function nieuweGeneratie(): string | undefined {
  return huidigVerzoek()?.oidc.result?.generatie as string | undefined;
}

/**
 * The account has another generation by now, or the answer of the sign-in page was used before. The pupil reads
 * this on a page of ours, and signs in again from there. An application that asked for no page gets the error
 * itself.
 */
function nietTeBewaren(): Error {
  const uitleg = 'session was ended meanwhile';
  if (huidigVerzoek()?.oidc.prompts?.has('none')) return new errors.LoginRequired(uitleg);
  return Object.assign(new errors.SessionNotFound(uitleg), { allow_redirect: false });
}
