import { sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { ZEKER } from '../herkennen/personen.ts';
import type { Manifest } from '../lezen/manifest.ts';

export interface Twijfel {
  id: string;
  reden: string;
  instellingsnummer: string;
  stamnummer: string | null;
  regel: number;
  eerst_gezien_op: Temporal.Instant;
  laatst_gezien_op: Temporal.Instant;
}

/** The review list, the oldest first; never with who it is about. */
export function leesTwijfels(db: Database): Promise<Twijfel[]> {
  return db
    .selectFrom('beoordelingen')
    .select(['id', 'reden', 'instellingsnummer', 'stamnummer', 'regel', 'eerst_gezien_op', 'laatst_gezien_op'])
    .orderBy('eerst_gezien_op')
    .orderBy('regel')
    .execute();
}

/**
 * A full delivery says all there is to say: what it did not bring up was put right at the source. One of changes says it of the
 * enrolments that it brings without doubt, and of the persons that it so brings in the school of the doubt. A doubt about who of
 * two it is lies with the person alone: that the other one's enrolment is in order says nothing.
 */
export async function vergeetOpgeloste(trx: Database, soort: Manifest['soort'], nu: Temporal.Instant): Promise<void> {
  for (const opgelost of soort === 'volledig' ? [sql`true`] : ZONDER_TWIJFEL)
    await sql`delete from beoordelingen where laatst_gezien_op < ${nu.toString()}::timestamptz and ${opgelost}`.execute(
      trx,
    );
}

const ZONDER_TWIJFEL = [
  sql`reden not in ('stamnummer_van_andere_leerling', 'twee_personen_voor_een_leerling', 'gescheiden')
    and (instellingsnummer, stamnummer) in (select instellingsnummer, stamnummer from gewenst)`,
  sql`(sleutel_soort, sleutel, instellingsnummer) in (
    select soort, sleutel, g.instellingsnummer from personen p join gewenst g using (leerling_id)
    cross join lateral (values ('insz', encode(p.insz, 'hex')), ('unieke_persoon', p.unieke_persoon),
      ('geregistreerde_persoon', p.geregistreerde_persoon)) as k (soort, sleutel)
    where p.besluit in ${ZEKER} and k.sleutel is not null)`,
];
