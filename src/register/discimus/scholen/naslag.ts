import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { code, werk } from '../werkruimte/index.ts';

/**
 * Schools, vestigingsplaatsen and administratieve groepen of the delivery. They are added or renamed, and
 * never deleted.
 */
export async function volgNaslag(trx: Database): Promise<void> {
  await sql`
    insert into scholen as s (instellingsnummer, naam, erkend)
    select distinct on (instellingsnummer) instellingsnummer, naam, erkend from ${werk.klaar_scholen} order by 1, regel
    on conflict (instellingsnummer) do update set naam = excluded.naam, erkend = excluded.erkend
    where (s.naam, s.erkend) is distinct from (excluded.naam, excluded.erkend)`.execute(trx);
  await sql`
    insert into vestigingsplaatsen as v (instellingsnummer, volgnummer, naam)
    select distinct on (1, 2) k.instellingsnummer, k.vestigingsplaats, k.naam from ${werk.klaar_vestigingsplaatsen} k
    join scholen using (instellingsnummer) order by 1, 2, regel
    on conflict (instellingsnummer, volgnummer) do update set naam = excluded.naam where v.naam <> excluded.naam`.execute(
    trx,
  );
  await sql`
    insert into administratieve_groepen as g (code, omschrijving)
    select distinct on (code) code, omschrijving from ${werk.klaar_administratieve_groepen} order by 1, regel
    on conflict (code) do update set omschrijving = excluded.omschrijving
    where g.omschrijving <> excluded.omschrijving`.execute(trx);
}

/**
 * Lines about something that the register does not know, or about a school that takes no part, are not
 * applied. Nothing ends in the places that these lines name.
 */
export async function weigerOnbekende(trx: Database): Promise<void> {
  await sql`
    with plaatsen as materialized (select * from (
      select instellingsnummer, vestigingsplaats, administratieve_groep, case
        when s.erkend is null then ${code('onbekende_school')}
        when not s.erkend then ${code('school_niet_erkend')}
        when v.gekend is null then ${code('onbekende_vestigingsplaats')}
        when g.code is null then ${code('onbekende_administratieve_groep')} end as reden
      from (select distinct instellingsnummer, vestigingsplaats, administratieve_groep from ${werk.klaar})
      left join scholen s using (instellingsnummer)
      left join (select instellingsnummer, volgnummer as vestigingsplaats, true as gekend from vestigingsplaatsen) v
        using (instellingsnummer, vestigingsplaats)
      left join administratieve_groepen g on g.code = administratieve_groep
    ) where reden is not null), geweigerd as (
      update ${werk.klaar} k set reden = p.reden from plaatsen p
      where (k.instellingsnummer, k.vestigingsplaats, k.administratieve_groep)
        = (p.instellingsnummer, p.vestigingsplaats, p.administratieve_groep)
      returning k.instellingsnummer, k.stamnummer
    )
    insert into ${werk.ongelezen} (instellingsnummer, stamnummer)
    select instellingsnummer, stamnummer from geweigerd`.execute(trx);
}
