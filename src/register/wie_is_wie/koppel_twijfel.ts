import { sql } from 'kysely';
import type { Klok } from '../../klok.ts';
import type { Database } from '../../store/index.ts';
import { leerlingVan } from '../account.ts';
import type { Twijfelcode } from '../discimus/index.ts';
import { bevestig } from './onbevestigde_inschrijvingen.ts';

/** The doubt about a line that says that several pupils are one. */
const VAN_ANDERE_SCHOOL: Twijfelcode = 'leerling_van_andere_school';

/** The outcome. With `naam_en_geboortedatum`, the next load takes these over from the source as well. */
export type Twijfelbeslissing =
  | { soort: 'gekoppeld'; naam_en_geboortedatum: boolean }
  | { soort: 'bevestigd' }
  | {
      soort:
        | 'twijfel_onbekend'
        | 'leerling_onbekend'
        | 'sleutel_van_ander'
        | 'sleutel_leidt_al_hier'
        | 'inschrijving_van_ander';
    };

/**
 * The operator says who the person of a review entry is. From now on its key leads to that pupil, so that the
 * next load knows it. A person with two keys of two pupils can't be helped this way: the source is wrong, or
 * a merge must be undone there.
 */
export async function koppelTwijfel(
  trx: Database,
  klok: Klok,
  twijfel: string,
  gebruikersnaam: string,
): Promise<Twijfelbeslissing> {
  await sql`select schrijf_register_alleen()`.execute(trx);
  const rij = await trx
    .selectFrom('beoordelingen')
    .select(['reden', 'sleutel_soort', 'sleutel', 'gezegd', 'leerlingen'])
    .where('id', '=', twijfel)
    .executeTakeFirst();
  const leerling = await leerlingVan(trx, gebruikersnaam);
  if (!rij) return bevestigInschrijving(trx, twijfel, leerling);
  if (!leerling) return { soort: 'leerling_onbekend' };
  const leidtNaar = await wieHeeft(trx, rij.sleutel_soort, rij.sleutel);
  // With that doubt, any of its pupils may be meant.
  const bedoeld = rij.reden === VAN_ANDERE_SCHOOL ? rij.leerlingen : [leerling];
  const kan = rij.reden === VAN_ANDERE_SCHOOL ? bedoeld.includes(leerling) : !leidtNaar || leidtNaar === leerling;
  if (!kan) return { soort: 'sleutel_van_ander' };
  if (leidtNaar && !rij.gezegd) return { soort: 'sleutel_leidt_al_hier' };
  if (rij.gezegd) for (const een of bedoeld) await aanvaard(trx, klok, een, rij.gezegd);
  if (!leidtNaar)
    await sql`insert into vroegere_sleutels (soort, sleutel, leerling_id)
      values (${rij.sleutel_soort}, ${rij.sleutel}, ${leerling}::uuid)`.execute(trx);
  await trx
    .deleteFrom('beoordelingen')
    .where('sleutel_soort', '=', rij.sleutel_soort)
    .where('sleutel', '=', rij.sleutel)
    .execute();
  return { soort: 'gekoppeld', naam_en_geboortedatum: rij.gezegd !== null };
}

async function bevestigInschrijving(
  trx: Database,
  id: string,
  leerling: string | undefined,
): Promise<Twijfelbeslissing> {
  const bestaat = await trx
    .selectFrom('inschrijvingen')
    .select('id')
    .where('id', '=', id)
    .where('onbevestigd_sinds', 'is not', null)
    .executeTakeFirst();
  if (!bestaat) return { soort: 'twijfel_onbekend' };
  if (!leerling) return { soort: 'leerling_onbekend' };
  return { soort: (await bevestig(trx, id, leerling)) ? 'bevestigd' : 'inschrijving_van_ander' };
}

async function wieHeeft(trx: Database, soort: string, sleutel: string): Promise<string | undefined> {
  const { rows } = await sql<{ leerling_id: string }>`
    select leerling_id from vroegere_sleutels where soort = ${soort} and sleutel = ${sleutel}
    union all
    select id from leerlingen where ${
      soort === 'insz'
        ? sql`insz_hash = decode(${sleutel}, 'hex')`
        : sql`${sql.ref(soort === 'unieke_persoon' ? soort : 'geregistreerde_persoon')} = ${sleutel}`
    }`.execute(trx);
  return rows[0]?.leerling_id;
}

/**
 * From now on the load believes what that school says of the pupil, and nothing else: no other name and no
 * other school.
 */
async function aanvaard(trx: Database, klok: Klok, leerling_id: string, gezegd: string): Promise<void> {
  await trx
    .insertInto('aanvaardingen')
    .values({ leerling_id, gezegd, vastgelegd_op: klok.nu().toString() })
    .onConflict((al) => al.doNothing())
    .execute();
}
