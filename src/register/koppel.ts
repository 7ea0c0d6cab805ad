import { sql } from 'kysely';
import type { Database } from '../store/index.ts';
import { leerlingVan } from './account.ts';

/** What came of it. `naam_en_geboortedatum`: the next load takes those over from the source as well. */
export type Koppeling =
  | { soort: 'gekoppeld'; naam_en_geboortedatum: boolean }
  | { soort: 'twijfel_onbekend' | 'leerling_onbekend' | 'sleutel_van_ander' | 'sleutel_leidt_al_hier' };

/**
 * The operator says who the person of a review entry is: from here on its key leads to that pupil, so that the next load knows
 * it. Who has two keys of two pupils can't be helped this way: the source is wrong, or a merge is undone there.
 */
export async function koppel(trx: Database, twijfel: string, gebruikersnaam: string): Promise<Koppeling> {
  await sql`select schrijf_register_alleen()`.execute(trx);
  const rij = await trx
    .selectFrom('beoordelingen')
    .select(['reden', 'sleutel_soort', 'sleutel'])
    .where('id', '=', twijfel)
    .executeTakeFirst();
  if (!rij) return { soort: 'twijfel_onbekend' };
  const leerling = await leerlingVan(trx, gebruikersnaam);
  if (!leerling) return { soort: 'leerling_onbekend' };
  const leidtNaar = await wieHeeft(trx, rij.sleutel_soort, rij.sleutel);
  if (leidtNaar && leidtNaar !== leerling) return { soort: 'sleutel_van_ander' };
  const zelfdeMetAndereNaam = rij.reden.startsWith('andere_persoon_onder_');
  if (leidtNaar && !zelfdeMetAndereNaam) return { soort: 'sleutel_leidt_al_hier' };
  if (zelfdeMetAndereNaam) await vergeetGeboortedatum(trx, leerling);
  if (!leidtNaar)
    await sql`insert into vroegere_sleutels (soort, sleutel, leerling_id)
      values (${rij.sleutel_soort}, ${rij.sleutel}, ${leerling}::uuid)`.execute(trx);
  await trx
    .deleteFrom('beoordelingen')
    .where('sleutel_soort', '=', rij.sleutel_soort)
    .where('sleutel', '=', rij.sleutel)
    .execute();
  return { soort: 'gekoppeld', naam_en_geboortedatum: zelfdeMetAndereNaam };
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

/** An unknown birth date contradicts nobody's: the next load believes the source's, and its names. */
async function vergeetGeboortedatum(trx: Database, leerling: string): Promise<void> {
  await trx
    .updateTable('leerlingen')
    .set({ geboortejaar: null, geboortemaand: null, geboortedag: null })
    .where('id', '=', leerling)
    .execute();
}
