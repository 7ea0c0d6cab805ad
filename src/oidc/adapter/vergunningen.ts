import { type Poortrij, poortSql } from '../../mededeling/index.ts';
import { bundelopdracht } from '../../store/bundel.ts';
import { type Rij, zoekSql } from './rijen.ts';
import { type Sessierij, zoekSessieSql } from './sessies.ts';
import { GRANT, type Soort } from './soorten.ts';

/**
 * A code or an access token, together with what is asked next: the session and the grant that it hangs on and, given a day,
 * what the gate has to know.
 */
export type Vergunningrij = Rij & {
  account_uuid: string;
  client_id: string;
  sessie: Sessierij | null;
  grant: Rij | null;
  poort: Poortrij | null;
};

export function leesVergunningOpdracht(soort: Soort) {
  return bundelopdracht<{ id: string; dag: string | undefined }, Vergunningrij>(`
    select v.i, rij.*, to_json(sessie) as sessie, to_json(grants) as grant, to_json(poort) as poort
    from json_to_recordset($1::json) as v(i int, id text, dag date)
    cross join lateral (${zoekSql(soort, 'id = v.id')}) rij
    left join lateral (${zoekSessieSql('uid = rij.session_uid')}) sessie on true
    left join lateral (${zoekSql(GRANT, 'id = rij.grant_id')}) grants on true
    left join lateral (
      ${poortSql('case when v.dag is not null then rij.account_uuid end', 'rij.client_id', 'v.dag')}) poort on true`);
}
