import { sql } from 'kysely';
import type { Klok } from '../klok.ts';
import type { Database } from '../store/index.ts';
import { inWoorden, isZelfdeHouder, leesHouder, type Partijnummers } from './houders.ts';
import { grijpSlot } from './openrijen.ts';

export interface Overdracht {
  clientId: string;
  aan: Partijnummers;
  reden: string;
}

export type Overgedragen = { samenwerkingen: number; zichtbaarheid: number } | { fout: string };

/**
 * Gives a client_id to another party. This is possible only while the application is shut: its closing ended
 * what was given under it, and told the application. The next opening starts with nothing left, and the
 * choices of schools are gone. A client_id without a holder may have been open before holders were written
 * down. Schools then decided for an unknown party, so their choices end as well.
 */
export async function draagOver(
  trx: Database,
  klok: Klok,
  { clientId, aan, reden }: Overdracht,
): Promise<Overgedragen> {
  if (await grijpSlot(trx, clientId))
    return { fout: 'is open: haal eerst het dossier weg en wacht tot ze gesloten is' };
  const was = await leesHouder(trx, clientId);
  if (was && isZelfdeHouder(was, aan)) return { fout: `is al van ${inWoorden(was)}` };
  // A transaction that is writing a choice for the previous party finishes first, and its choice is counted.
  await sql`lock table samenwerkingen, zichtbaarheid in share row exclusive mode`.execute(trx);
  const { partij, kbo, vestigingseenheid } = aan;
  const nieuw = { client_id: clientId, nummer: (was?.nummer ?? 0) + 1, partij, kbo, vestigingseenheid };
  await trx
    .insertInto('clienthouders')
    .values({ ...nieuw, sinds: klok.nu().toString(), reden })
    .execute();
  return eindigSchoolkeuzes(trx, clientId, klok.vandaag());
}

/** The cooperation ends yesterday, so that a new one may begin today. */
async function eindigSchoolkeuzes(trx: Database, clientId: string, vandaag: Temporal.PlainDate) {
  const dag = vandaag.toString();
  const toekomstig = await trx
    .deleteFrom('samenwerkingen')
    .where('client_id', '=', clientId)
    .where('van', '>=', dag)
    .executeTakeFirst();
  const lopend = await trx
    .updateTable('samenwerkingen')
    .set({ tot: vandaag.subtract({ days: 1 }).toString() })
    .where('client_id', '=', clientId)
    .where((rij) => rij.or([rij('tot', 'is', null), rij('tot', '>=', dag)]))
    .executeTakeFirst();
  const zichtbaar = await trx.deleteFrom('zichtbaarheid').where('client_id', '=', clientId).executeTakeFirst();
  return {
    samenwerkingen: Number(toekomstig.numDeletedRows) + Number(lopend.numUpdatedRows),
    zichtbaarheid: Number(zichtbaar.numDeletedRows),
  };
}
