import { sql } from 'kysely';
import type { Verhuizingen } from '../../../kamer.ts';
import type { Database } from '../../../store/index.ts';
import { sluitToegang } from '../../sluit_toegang.ts';
import { maakOnbevestigd } from '../toepassen/index.ts';
import { GEKEND, voerUit, werk } from '../werkruimte/index.ts';
import { bewaarSamenvoegingen } from './bewaar_samenvoegingen.ts';
import { verplaatsLeerlingen } from './verplaats_leerlingen.ts';

/**
 * Merges two pupils who turn out to be one. The account of the pupil that goes becomes history of the pupil
 * that stays. Its user name signs in to the surviving account. Enrolments and the rest move along. Everything
 * that it had is kept, so that the merge can be undone. A person in doubt merges nobody, also when another
 * person of the same pupil is sure. A school may have given a way to sign in to the pupil that goes. When
 * that school does not have the pupil that stays, that way opens nothing any more.
 * @returns how many pupils went, and the user names that need a new letter
 */
export async function voegSamen(
  trx: Database,
  verhuizingen: Verhuizingen,
  nu: Temporal.Instant,
): Promise<{ samengevoegd: number; afgesloten: string[] }> {
  const { rows: samengevoegd } = await WIE_SAMENGAAN.execute(trx);
  if (!samengevoegd.length) return { samengevoegd: 0, afgesloten: [] };
  await voerUit(trx, [HOUD_LEERLINGEN, bewaarSamenvoegingen(verhuizingen, nu)]);
  const afgesloten = await sluitToegang(trx, GEGEVEN_ELDERS);
  await voerUit(trx, [maakOnbevestigd(werk.samengevoegden, nu), ...verplaatsLeerlingen(verhuizingen, nu)]);
  return { samengevoegd: samengevoegd.length, afgesloten };
}

const WIE_SAMENGAAN = sql`
  insert into ${werk.samengevoegden} (van, naar)
  select distinct g.van, g.naar from ${werk.samengaan} g join ${werk.personen} using (persoon)
  where besluit in ${GEKEND} returning van`;

/**
 * A pupil who is blocked at this very moment is blocked before the merge or after it. The block is not lost
 * in between.
 */
const HOUD_LEERLINGEN = sql`
  select from leerlingen where id in (select van from ${werk.samengevoegden} union select naar from ${werk.samengevoegden})
  order by id for no key update`;

/**
 * What a school gave to sign in to a pupil that goes, when that school does not have the pupil that stays.
 */
const GEGEVEN_ELDERS = sql`
  select m.id from ${werk.samengevoegden} s
  join accounts a on a.leerling_id = s.van join aanmeldmiddelen m using (account_uuid)
  where exists (
    select from inschrijvingen i where i.leerling_id = s.van and i.onbevestigd_sinds is null and not exists (
      select from inschrijvingen e where e.leerling_id = s.naar and e.instellingsnummer = i.instellingsnummer
        and e.onbevestigd_sinds is null))`;
