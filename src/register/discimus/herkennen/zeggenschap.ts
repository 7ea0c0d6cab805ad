import { type RawBuilder, sql } from 'kysely';
import { OPVOLGERS } from '../scholen/index.ts';
import { code, maakWerktabel, werk } from '../werkruimte/index.ts';
import { isAndere, type Kandidatenzoeker } from './kandidaten.ts';
import { isAanvaard } from './zelfde_leerling.ts';

/**
 * Which school has a say in who a pupil is. An attacker who owns one school can make up an INSZ with right
 * check digits, and knows keys of other schools' pupils. So a line that would merge two pupils, or give a
 * pupil an INSZ, counts only when its school has that pupil, confirmed.
 */

/**
 * Whether the school of line `p` has the pupil. `p.opvolger` is the number under which this school goes on,
 * or null.
 */
function heeft(leerling: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select from inschrijvingen e where e.leerling_id = any(array[${leerling}])
    and e.onbevestigd_sinds is null and e.instellingsnummer in (p.instellingsnummer, p.opvolger))`;
}

const heeftZeggenschap = (leerling: RawBuilder<unknown>) => sql`(${heeft(leerling)} or ${isAanvaard(leerling, 'p')})`;

/** The pupils `l` to whom the weaker keys of line `p` lead. */
const ZWAKKERE = sql`
  cross join lateral (values ('unieke', p.direct_unieke), ('geregistreerde', p.direct_geregistreerde)) as v (soort, id)
  join leerlingen l on l.id = v.id`;

/** Whether such a pupil would be merged into another one, or would get the INSZ. */
const GEEFT_MEE = sql`(l.insz_hash is null and (v.soort = 'unieke' or l.unieke_persoon is null
  or p.unieke_persoon is null or l.unieke_persoon = p.unieke_persoon))`;

/**
 * Sets aside lines whose own keys lead to more than one pupil, or that bring an INSZ that nobody has to a
 * pupil. It does so when no school with a say supports the line. This is decided before lines borrow keys
 * from each other.
 * docs/keuzes/wie-is-wie.md#a-school-decides-about-its-own-pupils-alone
 */
export function weigerVreemde(peildatum: string, zoek: Kandidatenzoeker): RawBuilder<unknown>[] {
  return [
    kruisend(zoek),
    AANSPRAKEN,
    vreemd(peildatum),
    sql`update ${werk.klaar} k set reden = v.besluit from ${werk.vreemd} v where v.regel = k.regel`,
    sql`insert into ${werk.ongelezen} (instellingsnummer, stamnummer)
      select instellingsnummer, stamnummer from ${werk.vreemd}`,
  ];
}

const kruisend = (zoek: Kandidatenzoeker) =>
  maakWerktabel(
    'kruisend',
    sql`
      select p.*, o.nieuw as opvolger
      from (${zoek(sql`(select * from ${werk.klaar} where reden is null)`)}) p
      left join ${OPVOLGERS} o on o.oud = p.instellingsnummer
      where direct_unieke <> direct_geregistreerde
        or (p.insz is not null and coalesce(direct_unieke, direct_geregistreerde) is distinct from via_insz
          and coalesce(direct_unieke, direct_geregistreerde) is not null)`,
  );

const AANSPRAKEN = maakWerktabel(
  'aanspraken',
  sql`
    select p.regel, p.insz, l.id as leerling_id, ${heeftZeggenschap(sql`l.id`)} as gestaafd
    from ${werk.kruisend} p ${ZWAKKERE}
    where p.insz is not null and l.id is distinct from p.via_insz
      and (${GEEFT_MEE} or (p.via_insz is null and l.insz_soort = 'bis' and p.insz_soort = 'rijksregister'))
    union all
    select p.regel, null, l.id, ${heeftZeggenschap(sql`l.id`)}
    from ${werk.kruisend} p join leerlingen g on g.id = p.direct_geregistreerde ${ZWAKKERE}
    where p.insz is null and p.direct_unieke <> p.direct_geregistreerde
      and g.insz_hash is null and g.unieke_persoon is null`,
);

/** One school that has the pupil may say so for the others. */
const vreemd = (peildatum: string) =>
  maakWerktabel(
    'vreemd',
    sql`
      select * from (
        select p.*, p.direct_unieke as via_unieke, p.direct_geregistreerde as via_geregistreerde from ${werk.kruisend} p
        where regel in (select regel from ${werk.aanspraken} a where not gestaafd and not exists (
          select from ${werk.aanspraken} b where b.gestaafd and (b.insz, b.leerling_id) = (a.insz, a.leerling_id)))
      ) p cross join lateral (
        select coalesce(${isAndere(peildatum)}, ${code('leerling_van_andere_school')}) as besluit from (select) leeg
        left join leerlingen i on i.id = p.via_insz
        left join leerlingen u on u.id = p.via_unieke
        left join leerlingen g on g.id = p.via_geregistreerde
      ) b`,
  );

/**
 * A line borrowed its INSZ from another line. Then it must not bring into that person a pupil whom its own
 * school does not have, because the line itself did not say that they are one. This is SQL over a line `p`
 * with the pupils to whom its own keys lead.
 */
export const LEENT_TE_VEEL = sql<boolean>`(p.zwak and p.insz is not null and exists (
  select from (select) leeg ${ZWAKKERE}
  where ${GEEFT_MEE} and l.id is distinct from p.via_insz
    and not exists (select from ${werk.aanspraken} a where a.gestaafd and (a.insz, a.leerling_id) = (p.insz, l.id))
    and (p.via_insz is null or not (${heeftZeggenschap(sql`l.id`)} and ${heeftZeggenschap(sql`p.via_insz`)}))))`;
