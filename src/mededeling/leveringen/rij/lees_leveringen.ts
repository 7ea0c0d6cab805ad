import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { Database, Tabellen } from '../../../store/index.ts';
import { Leveringsbezwaar } from './leveringsbezwaar.ts';
import type { Levering } from './leveringstand.ts';

const HELE_DAG = 24;

/** @throws Leveringsbezwaar when there is none */
export async function leesLevering(db: Database, id: string): Promise<Levering> {
  const gelezen = z.uuid().safeParse(id);
  const levering = gelezen.success
    ? await db.selectFrom('leveringen').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined;
  if (levering) return levering;
  throw new Leveringsbezwaar('levering_onbekend', `levering ${id} bestaat niet`);
}

/** The newest first. */
export async function leesLeveringen(db: Database, hoogstens: number): Promise<Levering[]> {
  return db.selectFrom('leveringen').selectAll().orderBy('geopend_op', 'desc').limit(hoogstens).execute();
}

export async function leesOpenLeveringen(db: Database): Promise<Levering[]> {
  return db.selectFrom('leveringen').selectAll().where('gesloten_op', 'is', null).orderBy('geopend_op').execute();
}

/** Everything that happened to a delivery since it was opened, in that order. */
export function leesHandelingen(
  db: Database,
  levering: string,
): Promise<Selectable<Tabellen['leveringhandelingen']>[]> {
  return db.selectFrom('leveringhandelingen').selectAll().where('levering', '=', levering).orderBy('op').execute();
}

/** Deliveries that are whole, and that nobody confirmed for so many days. */
export async function leesOnbevestigdeLeveringen(
  db: Database,
  nu: Temporal.Instant,
  dagen: number,
): Promise<Levering[]> {
  return db
    .selectFrom('leveringen')
    .selectAll()
    .where('gesloten_op', 'is', null)
    .where('klaar_op', '<=', sql<Temporal.Instant>`${nu.subtract({ hours: HELE_DAG * dagen }).toString()}::timestamptz`)
    .orderBy('klaar_op')
    .execute();
}

/**
 * Whether a one-off delivery may still be made to this recipient. It may not while one is open, and never again once
 * one was handed over (S4 art. 5).
 * @param behalve the delivery that asks
 */
export async function isEenmaligVrij(
  db: Database,
  protocol: string,
  ontvanger: string,
  behalve?: string,
): Promise<boolean> {
  const bezet = await db
    .selectFrom('leveringen')
    .select('id')
    .where('protocol', '=', protocol)
    .where('ontvanger', '=', ontvanger)
    .where('stroom', '=', 'eenmalig')
    .where((of) => of.or([of('gesloten_op', 'is', null), of('uitgereikt_op', 'is not', null)]))
    .$if(behalve !== undefined, (vraag) => vraag.where('id', '<>', behalve ?? ''))
    .executeTakeFirst();
  return bezet === undefined;
}
