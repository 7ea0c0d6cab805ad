import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Klok } from '../../klok.ts';
import { type Toegangsrij, toegangSql } from '../../mededeling/index.ts';
import { bundelopdracht, type Database, vraagGebundeld } from '../../store/index.ts';
import { geheugen } from '../bibliotheek/verzoekgeheugen.ts';
import { momentOmMeeTeLezen, onthoudToegang } from '../toegang/meegelezen_toegang.ts';
import { objectAdapter } from './object_adapter.ts';
import { isId, type Objectrij, zoekSql } from './objectrijen.ts';
import { alsSessie, type Sessierij, zoekSessieSql } from './sessierijen.ts';
import { alsObject, GRANT, type Objectsoort } from './soorten.ts';

/**
 * A code or an access token, together with what is asked next: the session and the grant that it hangs on and, given a day,
 * what the gate has to know.
 */
type Tokenrij = Objectrij & {
  account_uuid: string;
  client_id: string;
  sessie: Sessierij | null;
  grant: Objectrij | null;
  toegang: Toegangsrij | null;
};

function leesTokenOpdracht(soort: Objectsoort) {
  return bundelopdracht<{ id: string; dag: string | undefined }, Tokenrij>(`
    select v.i, rij.*, to_json(sessie) as sessie, to_json(grants) as grant, to_json(toegang) as toegang
    from json_to_recordset($1::json) as v(i int, id text, dag date)
    cross join lateral (${zoekSql(soort, 'id = v.id')}) rij
    left join lateral (${zoekSessieSql('uid = rij.session_uid')}) sessie on true
    left join lateral (${zoekSql(GRANT, 'id = rij.grant_id')}) grants on true
    left join lateral (
      ${toegangSql('case when v.dag is not null then rij.account_uuid end', 'rij.client_id', 'v.dag')}) toegang on true`);
}

export function tokenAdapter(db: Database, klok: Klok, naam: string, soort: Objectsoort): Adapter {
  const lees = leesTokenOpdracht(soort);
  return {
    ...objectAdapter(db, naam, soort),
    async find(id) {
      const begonnen = momentOmMeeTeLezen(klok);
      const dag = begonnen?.vandaag.toString();
      const rij = isId(id) ? await vraagGebundeld(db, lees, { id, dag }) : undefined;
      if (!rij) return undefined;
      const { sessie, grant } = rij;
      if (begonnen) onthoudToegang(rij.client_id, rij.account_uuid, { rij: rij.toegang, begonnen });
      if (sessie) geheugen().sessies.leg(String(sessie.uid), alsSessie(sessie));
      if (grant) geheugen().grants.leg(grant.id, alsObject(GRANT, 'Grant', grant));
      return alsObject(soort, naam, rij) as AdapterPayload;
    },
  };
}
