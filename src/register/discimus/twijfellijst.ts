import { sql } from 'kysely';
import type { Database } from '../../store/index.ts';
import type { Manifest } from './manifest.ts';
import { ZEKER } from './personen.ts';

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
 * persons and the enrolments that it brings without doubt.
 */
export async function vergeetOpgeloste(trx: Database, soort: Manifest['soort'], nu: Temporal.Instant): Promise<void> {
  await sql`delete from beoordelingen b
    where laatst_gezien_op < ${nu.toString()}::timestamptz and ${soort === 'volledig' ? sql`true` : ZONDER_TWIJFEL}`.execute(
    trx,
  );
}

const ZONDER_TWIJFEL = sql`(
  (instellingsnummer, stamnummer) in (select instellingsnummer, stamnummer from gewenst)
  or (sleutel_soort, sleutel) in (
    select soort, sleutel from personen cross join lateral (values ('insz', encode(insz, 'hex')),
      ('unieke_persoon', unieke_persoon), ('geregistreerde_persoon', geregistreerde_persoon)) as k (soort, sleutel)
    where besluit in ${ZEKER} and k.sleutel is not null))`;
