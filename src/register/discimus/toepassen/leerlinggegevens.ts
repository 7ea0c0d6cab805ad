import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../../store/index.ts';
import { GEKEND, maakWerktabel, voerUit, werk } from '../werkruimte/index.ts';

/**
 * Updates the names, birth date, address and weaker keys of pupils to what the delivery says now. Two persons
 * of the delivery may be one pupil. The person with the INSZ speaks first. A line that nobody confirmed
 * speaks for nobody.
 * @returns how many pupils have another name, birth date or address
 */
export async function werkLeerlingenBij(trx: Database): Promise<number> {
  await SPREKERS.execute(trx);
  const { numAffectedRows } = await sql`
    update leerlingen l set voornaam = p.voornaam, naam = p.naam,
      geboortejaar = p.geboortejaar, geboortemaand = p.geboortemaand, geboortedag = p.geboortedag, email = ${EMAIL}
    from ${werk.sprekers} p
    where l.id = p.leerling_id and (l.voornaam, l.naam, l.geboortejaar, l.geboortemaand, l.geboortedag, l.email)
      is distinct from (p.voornaam, p.naam, p.geboortejaar, p.geboortemaand, p.geboortedag, ${EMAIL})`.execute(trx);
  await voerUit(trx, ZWAKKE_SLEUTELS.flatMap(neemSleutelOver));
  return Number(numAffectedRows ?? 0);
}

const SPREKERS = maakWerktabel(
  'sprekers',
  sql`
    select distinct on (leerling_id) * from ${werk.personen} p
    where besluit in ${GEKEND} and regel not in (select regel from ${werk.onbevestigd})
    order by leerling_id, zwak, van desc, regel desc`,
);

/**
 * An address that was given in LeerID stays (S1 art. 3: an optional field of the platform). It is read from
 * the row as it is at the moment of writing.
 */
const EMAIL = sql`case when l.email_gegeven_op is null then p.email else l.email end`;

const ZWAKKE_SLEUTELS = [
  { soort: 'unieke_persoon', via: 'via_unieke' },
  { soort: 'geregistreerde_persoon', via: 'via_geregistreerde' },
] as const;

/**
 * A key that nobody had, in any line, now belongs to the pupil. It goes in the pupil's own row, or beside it
 * when the row has another key.
 */
function neemSleutelOver({ soort, via }: (typeof ZWAKKE_SLEUTELS)[number]): RawBuilder<unknown>[] {
  const sleutel = sql.ref(soort);
  return [
    sql`update leerlingen l set ${sleutel} = p.${sleutel} from ${werk.sprekers} p
      where l.id = p.leerling_id and l.${sleutel} is null and p.${sleutel} is not null and p.${sql.ref(via)} is null`,
    sql`insert into vroegere_sleutels
      select distinct on (sleutel) ${soort}, sleutel, leerling_id from (
        select ${sleutel} as sleutel, leerling_id, regel from ${werk.personen} where besluit in ${GEKEND}
        union all
        select ${sleutel}, leerling_id, regel from ${werk.volglijnen}
      ) x
      where sleutel is not null and regel not in (select regel from ${werk.onbevestigd})
        and not exists (select from leerlingen l where l.${sleutel} = x.sleutel)
      order by sleutel, regel
      on conflict do nothing`,
  ];
}
