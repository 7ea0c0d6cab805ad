import { type RawBuilder, sql } from 'kysely';
import { code } from '../werkruimte/index.ts';
import { isAanvaard, isAnders, isVerwisseld, verbetertVoornaam } from './zelfde_leerling.ts';

/** Lines with the pupils to which their own keys lead. */
export type Kandidatenzoeker = (lijnen: RawBuilder<unknown>) => RawBuilder<unknown>;

/** By a pupil's own row, or by a former key. */
export const metKandidaten: Kandidatenzoeker = (lijnen) => sql`
  select l.*, coalesce(i.id, vi.leerling_id) as via_insz, coalesce(u.id, vu.leerling_id) as direct_unieke,
    coalesce(g.id, vg.leerling_id) as direct_geregistreerde
  from ${lijnen} l
  left join leerlingen i on i.insz_hash = l.insz
  left join vroegere_sleutels vi on vi.soort = 'insz' and vi.sleutel = encode(l.insz, 'hex')
  left join leerlingen u on u.unieke_persoon = l.unieke_persoon
  left join vroegere_sleutels vu on vu.soort = 'unieke_persoon' and vu.sleutel = l.unieke_persoon
  left join leerlingen g on g.geregistreerde_persoon = l.geregistreerde_persoon
  left join vroegere_sleutels vg on vg.soort = 'geregistreerde_persoon' and vg.sleutel = l.geregistreerde_persoon`;

/** In a register without pupils, no key leads anywhere. PostgreSQL then sees that there is nothing to look for. */
export const zonderKandidaten: Kandidatenzoeker = (lijnen) => sql`
  select l.*, null::uuid as via_insz, null::uuid as direct_unieke, null::uuid as direct_geregistreerde
  from ${lijnen} l`;

/**
 * The weakest key leads to a pupil `g` who has a stronger key. A line `p` with another stronger key is then
 * about another person.
 */
export const kanDezelfdeZijn = sql`(g.unieke_persoon is null or p.unieke_persoon is null
  or g.unieke_persoon = p.unieke_persoon)`;

/**
 * The doubt that a line `p` is about another person than the pupils to which its keys lead (`i` by INSZ, `u`,
 * `g`), or null. An INSZ that differs is a doubt of its own. When another line of the person leads to a
 * pupil, that pupil's two names may be swapped. A key that leads to no decision is not asked: a
 * geregistreerde persoon who has an INSZ, beside a unieke persoon.
 */
export function isAndere(peildatum: string): RawBuilder<string | null> {
  const anders = (l: 'i' | 'u' | 'g') => sql`(${isAnders(l, 'p')} and not ${isAanvaard(sql.ref(`${l}.id`), 'p')}
    and not ${verbetertVoornaam(l, 'p', peildatum)})`;
  const elders = (l: 'u' | 'g', soort: 'unieke' | 'geregistreerde') =>
    sql`(${anders(l)} and not (
      ${sql.ref(`${l}.id`)} is distinct from ${sql.ref(`p.direct_${soort}`)} and ${isVerwisseld(l, 'p')}))`;
  return sql`case
    when i.id is not null and ${anders('i')} then ${code('andere_persoon_onder_insz')}
    when u.id is not null and u.id is distinct from i.id and (p.insz is null or u.insz_hash is null)
      and ${elders('u', 'unieke')} then ${code('andere_persoon_onder_sleutel')}
    when g.id is not null and g.id is distinct from coalesce(i.id, u.id) and ${kanDezelfdeZijn}
      and (g.insz_hash is null or (p.insz is null and u.id is null)) and ${elders('g', 'geregistreerde')}
      then ${code('andere_persoon_onder_sleutel')} end`;
}
