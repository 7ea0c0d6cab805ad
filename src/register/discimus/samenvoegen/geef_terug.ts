import { type RawBuilder, sql } from 'kysely';

/**
 * Steps of undoing a merge. The pupil that went gets back what it had, as it was kept. In each step,
 * `bewaard` is the merge: a row of samenvoegingen, `s` in its SQL.
 */

/** The rows of a table that the merge kept for the pupil that went. */
const bewaarde = (tabel: string) =>
  sql`jsonb_populate_recordset(null::${sql.table(tabel)}, s.gegevens -> ${sql.lit(tabel)})`;

/**
 * Takes the keys of the pupil that comes back from the pupil that stayed. No other pupil can have taken them
 * over meanwhile.
 */
export function neemSleutelsAf(bewaard: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return (['unieke_persoon', 'geregistreerde_persoon'] as const).flatMap((soort) => [
    sql`update leerlingen l set ${sql.ref(soort)} = null from ${bewaard} s
        where l.id = s.leerling_id and l.${sql.ref(soort)} = s.gegevens -> 'leerling' ->> ${sql.lit(soort)}`,
    sql`delete from vroegere_sleutels v using ${bewaard} s
        where v.leerling_id = s.leerling_id and v.soort = ${sql.lit(soort)}
          and v.sleutel = s.gegevens -> 'leerling' ->> ${sql.lit(soort)}`,
  ]);
}

/**
 * Brings the pupil back. Only a person who decides about one pupil lifts a block. The block of the merged
 * pupil may have been meant for either pupil, so both get it.
 */
export function geefLeerlingTerug(bewaard: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return [
    sql`update leerlingen l set geblokkeerd_op = least(l.geblokkeerd_op, (s.gegevens -> 'blijvend' ->> 'geblokkeerd_op')::timestamptz)
      from ${bewaard} s where l.id = s.leerling_id`,
    sql`insert into leerlingen select r.* from ${bewaard} s, jsonb_populate_record(null::leerlingen, s.gegevens -> 'leerling') r`,
    sql`update leerlingen l set geblokkeerd_op = least(l.geblokkeerd_op, b.geblokkeerd_op)
      from ${bewaard} s join leerlingen b on b.id = s.leerling_id where l.id = s.verdwenen_leerling_id`,
  ];
}

/**
 * Retention may have erased the account that stayed, with the user names that signed in to it. Then the
 * pupil's own account is history, and a load gives the pupil another one.
 */
const HEEFT_MIDDEL = sql`exists (select from ${bewaarde('aanmeldmiddelen')} o join aanmeldmiddelen m on m.id = o.id
  where o.account_uuid = a.account_uuid)`;

/** Accounts come back in a generation of their own, so nothing that was begun before they went goes on. */
export function geefAccountsTerug(bewaard: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return [
    sql`update historiek_account_uuid h set leerling_id = s.verdwenen_leerling_id
      from ${bewaard} s, ${bewaarde('accounts')} a where h.account_uuid = a.account_uuid`,
    sql`delete from historiek_account_uuid h using ${bewaard} s, ${bewaarde('accounts')} a
      where h.account_uuid = a.account_uuid and ${HEEFT_MIDDEL}`,
    sql`insert into accounts (account_uuid, leerling_id, soort, aangemaakt_op, laatst_aangemeld_op)
      select a.account_uuid, a.leerling_id, a.soort, a.aangemaakt_op, a.laatst_aangemeld_op from ${bewaard} s, ${bewaarde('accounts')} a
      where ${HEEFT_MIDDEL}`,
    sql`update aanmeldmiddelen m set account_uuid = o.account_uuid from ${bewaard} s, ${bewaarde('aanmeldmiddelen')} o where m.id = o.id`,
  ];
}

/**
 * Rows of these tables come back as they were. A former key or account leads to one pupil, so its row is
 * removed from the pupil that had it meanwhile.
 */
export function geefRijenTerug(bewaard: RawBuilder<unknown>, tabellen: readonly string[]): RawBuilder<unknown>[] {
  return tabellen.flatMap((tabel) => [
    ...(tabel === 'historiek_account_uuid' || tabel === 'vroegere_sleutels'
      ? [neemWeg(tabel, bewaard, bewaarde(tabel))]
      : []),
    sql`insert into ${sql.table(tabel)} select r.* from ${bewaard} s, ${bewaarde(tabel)} r on conflict do nothing`,
  ]);
}

function neemWeg(tabel: string, bewaard: RawBuilder<unknown>, rijen: RawBuilder<unknown>): RawBuilder<unknown> {
  const sleutel =
    tabel === 'vroegere_sleutels'
      ? sql`x.soort = r.soort and x.sleutel = r.sleutel`
      : sql`x.account_uuid = r.account_uuid`;
  return sql`delete from ${sql.table(tabel)} x using ${bewaard} s, ${rijen} r where ${sleutel}`;
}

/**
 * A fingerprint that no line has. The load can still end the enrolment, and reads its line as if it were new.
 */
const HERLEES = sql`uuid_send(gen_random_uuid())`;

/**
 * Enrolments go back by their own id, or by a stamnummer that was theirs, because a stamnummer belongs to one
 * pupil. An enrolment stays when its stamnummer now belongs to the pupil that stayed. An enrolment that was
 * dropped as a double is made again. The next load reads their lines again.
 */
export function geefInschrijvingenTerug(bewaard: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return [
    sql`update inschrijvingen i set leerling_id = s.verdwenen_leerling_id, bron = ${HERLEES} from ${bewaard} s
      where i.leerling_id = s.leerling_id and (
        (i.instellingsnummer, i.stamnummer) in (select r.instellingsnummer, r.stamnummer from ${bewaarde('inschrijvingen')} r)
        or i.id in (select r.id from ${bewaarde('inschrijvingen')} r) and not exists (
          select from inschrijvingen b
          where b.leerling_id = i.leerling_id and (b.instellingsnummer, b.stamnummer) = (i.instellingsnummer, i.stamnummer)
            and b.id not in (select r.id from ${bewaarde('inschrijvingen')} r)))`,
    sql`insert into inschrijvingen select r.* from ${bewaard} s, ${bewaarde('inschrijvingen')} r
      where exists (select from inschrijvingen b where b.leerling_id = s.leerling_id and b.id <> r.id
          and (b.instellingsnummer, b.administratieve_groep, b.van) = (r.instellingsnummer, r.administratieve_groep, r.van))
        and not exists (select from inschrijvingen b where b.leerling_id <> r.leerling_id
          and (b.instellingsnummer, b.stamnummer) = (r.instellingsnummer, r.stamnummer))
      on conflict do nothing`,
    sql`update inschrijvingen i set bron = ${HERLEES} from ${bewaard} s
      where i.leerling_id = s.leerling_id and i.bron is not null`,
  ];
}
