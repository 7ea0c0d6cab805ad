import { type RawBuilder, sql } from 'kysely';
import { type EenKamer, type Verhuizingen, verhuizingenVan } from '../../../kamer.ts';
import type { Klok } from '../../../klok.ts';
import type { Database } from '../../../store/index.ts';
import { accountsVan } from '../../account.ts';
import { sluitToegang } from '../../sluit_toegang.ts';
import { OPVOLGERS } from '../scholen/index.ts';
import { isEmailVervallen, scheidEmail } from './email_samen.ts';
import {
  geefAccountsTerug,
  geefInschrijvingenTerug,
  geefLeerlingTerug,
  geefRijenTerug,
  neemSleutelsAf,
} from './geef_terug.ts';
import { neemAanhangAf } from './neem_aanhang_af.ts';
import { blokkeerOnbekende, isPersoonOnbekend, scheidPersoon } from './persoon_samen.ts';

/**
 * Tables of the register whose rows come back as they were, beside the tables with rows that hang on a pupil.
 */
const TERUG = ['samenvoegingen', 'scheidingen', 'historiek_account_uuid', 'vroegere_sleutels'] as const;

/**
 * What undoing a merge did. `leerling` is back, `gebleven` is the pupil that stayed. `accounts`: their sessions must end, because a user name now signs in to another
 * account. `afgesloten`: user names that need a new letter. `email_vervallen`: both pupils lost the address
 * that was given since the merge. `geblokkeerd`: user names of the pupil that stayed, when nobody knows any
 * more whether its name is its own.
 */
export type Ongedaanmaking =
  | {
      soort: 'ongedaan_gemaakt';
      leerling: string;
      gebleven: string;
      accounts: string[];
      afgesloten: string[];
      email_vervallen: boolean;
      geblokkeerd: string[] | undefined;
    }
  | { soort: 'onbekend' | 'al_ongedaan_gemaakt' };

/**
 * Undoes a merge. The operator's command for it is `leerling ontkoppel`. The pupil that went is back, with
 * its own keys, user names and enrolments. The other pupil keeps what it had before, with the name and
 * address of that time, and what came since. Each pupil is blocked if it was blocked before, or if the merged
 * pupil is. No load merges the two again, because their keys then go to the review list. When the pupil of a
 * merge went into a later merge, the earlier merge is unknown until the later one is undone.
 */
export async function maakSamenvoegingOngedaan(
  trx: Database,
  klok: Klok,
  kamers: readonly EenKamer[],
  samenvoeging: string,
): Promise<Ongedaanmaking> {
  await sql`select schrijf_register_alleen()`.execute(trx);
  const rij = await trx
    .selectFrom('samenvoegingen')
    .select(['leerling_id', 'verdwenen_leerling_id', 'samengevoegd_op', 'ontkoppeld_op'])
    .where('id', '=', samenvoeging)
    .executeTakeFirst();
  if (!rij) return { soort: 'onbekend' };
  if (rij.ontkoppeld_op) return { soort: 'al_ongedaan_gemaakt' };
  const blijvend = await accountsVan(trx, rij.leerling_id);
  const afgesloten = await sluitToegang(trx, gegevenSinds(rij.leerling_id, rij.samengevoegd_op));
  await volgOpvolgers(trx, rij.leerling_id);
  const bewaard = rijVan(samenvoeging);
  const persoonOnbekend = await isPersoonOnbekend(trx, bewaard);
  for (const stap of stappen(samenvoeging, bewaard, verhuizingenVan(kamers), klok.nu())) await stap.execute(trx);
  const geblokkeerd = persoonOnbekend ? await blokkeerOnbekende(trx, rij.leerling_id, klok.nu()) : undefined;
  const terug = await accountsVan(trx, rij.verdwenen_leerling_id);
  return {
    soort: 'ongedaan_gemaakt',
    leerling: rij.verdwenen_leerling_id,
    gebleven: rij.leerling_id,
    accounts: [...blijvend, ...terug],
    afgesloten,
    email_vervallen: await isEmailVervallen(trx, rij.verdwenen_leerling_id, rij.samengevoegd_op),
    geblokkeerd,
  };
}

/**
 * While two pupils were one, the school of either pupil gave codes for the user names of both. A code or a
 * password since then may be in the wrong hands. So may a password when nobody knows since when it is there.
 */
function gegevenSinds(leerling: string, samengevoegd: Temporal.Instant): RawBuilder<unknown> {
  return sql`select m.id from accounts a join aanmeldmiddelen m using (account_uuid)
    left join activatiecodes c on c.aanmeldmiddel_id = m.id
    where a.leerling_id = ${leerling}::uuid and case when c.aanmeldmiddel_id is null then m.wachtwoord_hash is not null
      else coalesce(c.gebruikt_op, c.uitgegeven_op) >= ${samengevoegd.toString()}::timestamptz end`;
}

/**
 * A school may have another number since the merge. What was visible in the school is visible under the new
 * number, as far as visibility moved there.
 */
async function volgOpvolgers(trx: Database, leerling: string): Promise<void> {
  const ziet = (school: RawBuilder<unknown>) => sql`exists (select from zichtbaarheid n
    where n.leerling_id = ${leerling} and (n.client_id, n.instellingsnummer) = (z ->> 'client_id', ${school}))`;
  const onderNieuwNummer = (pad: RawBuilder<unknown>) => sql`(
    select coalesce(jsonb_agg(z || jsonb_build_object('instellingsnummer', coalesce(o.nieuw, z ->> 'instellingsnummer'))), '[]')
    from jsonb_array_elements(gegevens #> ${pad}) z left join ${OPVOLGERS} o on o.oud = z ->> 'instellingsnummer'
      and ${ziet(sql`o.nieuw`)} and not ${ziet(sql`o.oud`)})`;
  const [gegaan, blijvend] = [sql`'{zichtbaarheid}'`, sql`'{blijvend,zichtbaarheid}'`];
  await sql`update samenvoegingen set gegevens = jsonb_set(
      jsonb_set(gegevens, ${gegaan}, ${onderNieuwNummer(gegaan)}), ${blijvend}, ${onderNieuwNummer(blijvend)})
    where leerling_id = ${leerling} and ontkoppeld_op is null`.execute(trx);
}

function rijVan(samenvoeging: string): RawBuilder<unknown> {
  return sql`(select id, leerling_id, verdwenen_leerling_id, samengevoegd_op, gegevens from samenvoegingen
    where id = ${samenvoeging}::uuid)`;
}

function stappen(
  samenvoeging: string,
  bewaard: RawBuilder<unknown>,
  verhuizingen: Verhuizingen,
  nu: Temporal.Instant,
): RawBuilder<unknown>[] {
  return [
    ...neemSleutelsAf(bewaard),
    ...geefLeerlingTerug(bewaard),
    ...scheidPersoon(bewaard),
    ...scheidEmail(bewaard),
    ...geefAccountsTerug(bewaard),
    ...neemAanhangAf(bewaard, verhuizingen),
    ...geefRijenTerug(bewaard, [...Object.keys(verhuizingen), ...TERUG]),
    ...geefInschrijvingenTerug(bewaard),
    sql`insert into scheidingen select leerling_id, verdwenen_leerling_id, ${nu.toString()}::timestamptz from ${bewaard} s`,
    // The data that were kept to undo the merge have done their work.
    sql`update samenvoegingen set ontkoppeld_op = ${nu.toString()}::timestamptz, gegevens = '{}'
      where id = ${samenvoeging}::uuid`,
  ];
}
