import { bundelopdracht } from '../../store/bundel.ts';
import { type Rij, zoekSql } from './rijen.ts';
import { type Sessierij, zoekSessieSql } from './sessies.ts';
import { GRANT, type Soort } from './soorten.ts';

/** A code or an access token, together with what the library asks for next: the session and the grant that it hangs on. */
export type Vergunningrij = Rij & { sessie: Sessierij | null; grant: Rij | null };

export function leesVergunningOpdracht(soort: Soort) {
  return bundelopdracht<{ id: string }, Vergunningrij>(`
    select v.i, rij.*, to_json(sessie) as sessie, to_json(grants) as grant
    from json_to_recordset($1::json) as v(i int, id text)
    cross join lateral (${zoekSql(soort, 'id = v.id')}) rij
    left join lateral (${zoekSessieSql('uid = rij.session_uid')}) sessie on true
    left join lateral (${zoekSql(GRANT, 'id = rij.grant_id')}) grants on true`);
}
