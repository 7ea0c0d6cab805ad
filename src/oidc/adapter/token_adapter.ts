import type { Adapter, AdapterPayload } from 'oidc-provider';
import { type Toegangsrij, toegangSql } from '../../mededeling/index.ts';
import type { Database } from '../../store/index.ts';
import { bundelopdracht, vraagGebundeld } from '../../store/index.ts';
import { objectAdapter } from './object_adapter.ts';
import { type Inhoud, isId, type Rij, zoekSql } from './objectrijen.ts';
import type { Poortlezer } from './poortlezer.ts';
import { alsSessie, type Sessierij, zoekSessieSql } from './sessierijen.ts';
import { alsInhoud, GRANT, type Soort } from './soorten.ts';
import type { Vooruit } from './vooruit.ts';

/**
 * A code or an access token, together with what is asked next: the session and the grant that it hangs on and, given a day,
 * what the gate has to know.
 */
type Vergunningrij = Rij & {
  account_uuid: string;
  client_id: string;
  sessie: Sessierij | null;
  grant: Rij | null;
  poort: Toegangsrij | null;
};

function leesVergunningOpdracht(soort: Soort) {
  return bundelopdracht<{ id: string; dag: string | undefined }, Vergunningrij>(`
    select v.i, rij.*, to_json(sessie) as sessie, to_json(grants) as grant, to_json(poort) as poort
    from json_to_recordset($1::json) as v(i int, id text, dag date)
    cross join lateral (${zoekSql(soort, 'id = v.id')}) rij
    left join lateral (${zoekSessieSql('uid = rij.session_uid')}) sessie on true
    left join lateral (${zoekSql(GRANT, 'id = rij.grant_id')}) grants on true
    left join lateral (
      ${toegangSql('case when v.dag is not null then rij.account_uuid end', 'rij.client_id', 'v.dag')}) poort on true`);
}

export function vergunningAdapter(
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
      const begonnen = poort.begin();
      const dag = begonnen?.vandaag.toString();
      const rij = isId(id) ? await vraagGebundeld(db, lees, { id, dag }) : undefined;
      if (!rij) return undefined;
      const { sessie, grant } = rij;
      if (begonnen) poort.leg(rij.client_id, rij.account_uuid, { rij: rij.poort, begonnen });
      if (sessie) vooruit.leg(`Session ${String(sessie.uid)}`, alsSessie(sessie));
      if (grant) vooruit.leg(`Grant ${grant.id}`, alsInhoud(GRANT, 'Grant', grant));
      return alsInhoud(soort, naam, rij) as AdapterPayload;
    },
  };
}
