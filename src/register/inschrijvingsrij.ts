import { kolommenSql, type RijVan } from '../store/index.ts';
import { INSCHRIJVINGSKOLOMMEN, type Inschrijving, type Leerling, PERSOONSKOLOMMEN } from './leerling.ts';

/**
 * A pupil beside one enrolment. For many pupils at once, one row per enrolment costs half of a list in each row. A
 * pupil without any enrolment has one row, where those columns are null.
 */
export type Inschrijvingsrij = RijVan<typeof PERSOONSKOLOMMEN> &
  (Inschrijving | { [Naam in keyof Inschrijving]: null });

/**
 * The account that speaks for a pupil, where nobody signs in: the definite one, and otherwise the oldest.
 */
const ACCOUNT = `lateral (select a.leerling_id, a.account_uuid from accounts a where a.leerling_id = l.id
  order by a.soort, a.aangemaakt_op, a.account_uuid limit 1)`;

/**
 * The SQL of the `Inschrijvingsrij` of many pupils. Blocked pupils, and pupils without an account, have none.
 * `any(array[…])` keeps the planner at an index lookup per pupil. With `=` it would merge, and read every pupil from
 * the first one on.
 * @param reeks a table with a column `id`
 */
export function inschrijvingsrijenSql(reeks: string): string {
  return `select ${kolommenSql(PERSOONSKOLOMMEN)}, ${kolommenSql(INSCHRIJVINGSKOLOMMEN)}
    from ${reeks} join leerlingen l on l.id = any(array[${reeks}.id]) and l.geblokkeerd_op is null join ${ACCOUNT} a on true
      left join (inschrijvingen i join administratieve_groepen g on g.code = i.administratieve_groep
        join scholen s on s.instellingsnummer = i.instellingsnummer) on i.leerling_id = l.id`;
}

/** One pupil, from all his rows. */
export function alsLeerling(rijen: readonly [Inschrijvingsrij, ...Inschrijvingsrij[]]): Leerling {
  const [{ id, voornaam, naam, geboortedag, geboortemaand, geboortejaar, email, leer_id_uuid, ...rest }] = rijen;
  return {
    ...{ id, voornaam, naam, geboortedag, geboortemaand, geboortejaar, email, leer_id_uuid },
    account_uuid: rest.account_uuid,
    historiek_account_uuid: rest.historiek_account_uuid,
    inschrijvingen: rijen.filter((rij) => rij.instellingsnummer !== null).map(alsInschrijving),
  };
}

function alsInschrijving(rij: Inschrijving): Inschrijving {
  return {
    instellingsnummer: rij.instellingsnummer,
    erkend: rij.erkend,
    vestigingsplaats: rij.vestigingsplaats,
    administratieve_groep: rij.administratieve_groep,
    administratieve_groep_omschrijving: rij.administratieve_groep_omschrijving,
    hoofdstructuur: rij.hoofdstructuur,
    stamnummer: rij.stamnummer,
    status: rij.status,
    bevestigd: rij.bevestigd,
    van: rij.van,
    tot: rij.tot,
  };
}
