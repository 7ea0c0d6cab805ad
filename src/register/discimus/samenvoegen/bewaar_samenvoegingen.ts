import { type RawBuilder, sql } from 'kysely';
import type { Verhuizingen } from '../../../kamer.ts';
import { werk } from '../werkruimte/index.ts';
import { BLIJVEND_ADRES } from './email_samen.ts';
import { BLIJVEND_PERSOON } from './persoon_samen.ts';

/**
 * Keeps everything that the pupils of `samengevoegden` have, before anything moves, so that
 * `maak_ongedaan.ts` can undo a merge. It keeps the rows of the pupil that goes and, under `blijvend`, what
 * the pupil that stays has of its own.
 */
export const bewaarSamenvoegingen = (verhuizingen: Verhuizingen, nu: Temporal.Instant) => sql`
  insert into samenvoegingen (leerling_id, verdwenen_leerling_id, gegevens, samengevoegd_op)
  select s.naar, s.van, jsonb_build_object(
    'leerling', to_jsonb(l),
    'accounts', ${rijenVan('accounts')},
    'historiek_account_uuid', ${rijenVan('historiek_account_uuid')},
    'vroegere_sleutels', ${rijenVan('vroegere_sleutels')},
    'samenvoegingen', ${rijenVan('samenvoegingen')},
    'scheidingen', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from scheidingen x
      where s.van in (x.leerling_id, x.andere_leerling_id)),
    'inschrijvingen', ${rijenVan('inschrijvingen')},
    ${aanhangVan(verhuizingen, sql`s.van`)},
    'blijvend', jsonb_build_object(${aanhangVan(verhuizingen, sql`s.naar`)},
      'geblokkeerd_op', b.geblokkeerd_op, 'adres', ${BLIJVEND_ADRES}, 'persoon', ${BLIJVEND_PERSOON}),
    'aanmeldmiddelen', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'account_uuid', m.account_uuid)), '[]')
      from aanmeldmiddelen m join accounts a using (account_uuid) where a.leerling_id = s.van)
  ), ${nu.toString()}::timestamptz
  from ${werk.samengevoegden} s join leerlingen l on l.id = s.van join leerlingen b on b.id = s.naar`;

function aanhangVan(verhuizingen: Verhuizingen, leerling: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql.join(Object.keys(verhuizingen).map((tabel) => sql`${sql.lit(tabel)}, ${rijenVan(tabel, leerling)}`));
}

function rijenVan(tabel: string, leerling: RawBuilder<unknown> = sql`s.van`): RawBuilder<unknown> {
  return sql`(select coalesce(jsonb_agg(to_jsonb(x)), '[]') from ${sql.table(tabel)} x where x.leerling_id = ${leerling})`;
}
