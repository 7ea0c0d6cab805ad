import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import type { Manifest } from '../lezen/index.ts';
import { codes, type Twijfelcode, werk, ZEKER } from '../werkruimte/index.ts';

/** A person of a delivery who was not guessed at: see TWIJFELS in werkruimte/besluiten.ts. */
export interface Twijfel {
  id: string;
  reden: Twijfelcode;
  instellingsnummer: string;
  stamnummer: string | null;
  regel: number;
  eerst_gezien_op: Temporal.Instant;
  laatst_gezien_op: Temporal.Instant;
}

/** The review list, the oldest first. It never tells whom it is about. */
export function leesTwijfels(db: Database): Promise<Twijfel[]> {
  return db
    .selectFrom('beoordelingen')
    .select(['id', 'reden', 'instellingsnummer', 'stamnummer', 'regel', 'eerst_gezien_op', 'laatst_gezien_op'])
    .orderBy('eerst_gezien_op')
    .orderBy('regel')
    .execute();
}

/**
 * Takes doubts off the list that were put right at the source. A full delivery says all there is to say: a
 * doubt that it did not bring up is over. A delivery of changes says so of the enrolments that it brings
 * without doubt, and of the persons that it brings without doubt in the school of the doubt. A doubt about who
 * of two it is goes with the person alone: that the enrolment of the other one is in order says nothing.
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
