import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import type { Manifest } from '../lezen/index.ts';
import { codes, type Twijfelcode, werk, ZEKER } from '../werkruimte/index.ts';

/** A person of a delivery about whom the load did not guess. See TWIJFELS in werkruimte/besluiten.ts. */
export interface Twijfel {
  id: string;
  /** Pupils whom it may be about: the list does not tell. */
  leerlingen: string[];
  reden: Twijfelcode;
  instellingsnummer: string;
  stamnummer: string | null;
  regel: number;
  eerst_gezien_op: Temporal.Instant;
  laatst_gezien_op: Temporal.Instant;
}

/** The review list, the oldest doubt first. */
export function leesTwijfels(db: Database): Promise<Twijfel[]> {
  return db
    .selectFrom('beoordelingen')
    .select([
      'id',
      'leerlingen',
      'reden',
      'instellingsnummer',
      'stamnummer',
      'regel',
      'eerst_gezien_op',
      'laatst_gezien_op',
    ])
    .orderBy('eerst_gezien_op')
    .orderBy('regel')
    .execute();
}

/**
 * Removes doubts from the list that were corrected at the source. A full delivery says everything, so a doubt
 * that it did not bring up is over. A delivery of changes says so only about the enrolments that it brings
 * without doubt, and about the persons that it brings without doubt in the school of the doubt. A doubt about
 * which of two pupils it is ends only with the person: a correct enrolment of the other pupil says nothing
 * about it.
 */
export async function vergeetOpgeloste(trx: Database, soort: Manifest['soort'], nu: Temporal.Instant): Promise<void> {
  for (const opgelost of soort === 'volledig' ? [sql`true`] : ZONDER_TWIJFEL)
    await sql`delete from beoordelingen where laatst_gezien_op < ${nu.toString()}::timestamptz and ${opgelost}`.execute(
      trx,
    );
}

const ZONDER_TWIJFEL = [
  sql`reden not in ${codes('stamnummer_van_andere_leerling', 'twee_personen_voor_een_leerling', 'gescheiden')}
    and (instellingsnummer, stamnummer) in (select instellingsnummer, stamnummer from ${werk.gewenst})`,
  sql`(sleutel_soort, sleutel, instellingsnummer) in (
    select soort, sleutel, g.instellingsnummer from ${werk.personen} p join ${werk.gewenst} g using (leerling_id)
    cross join lateral (values ('insz', encode(p.insz, 'hex')), ('unieke_persoon', p.unieke_persoon),
      ('geregistreerde_persoon', p.geregistreerde_persoon)) as k (soort, sleutel)
    where p.besluit in ${ZEKER} and k.sleutel is not null)`,
];
