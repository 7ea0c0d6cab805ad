import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Database } from '../store/database.ts';

/** A pupil as the register knows him or her today, with every enrolment, also past and coming ones. */
export interface Leerling {
  id: string;
  voornaam: string;
  naam: string;
  geboortedag: number | null;
  geboortemaand: number | null;
  geboortejaar: number | null;
  email: string | null;
  leer_id_uuid: string | null;
  account_uuid: string;
  historiek_account_uuid: string[];
  inschrijvingen: Inschrijving[];
}

export interface Inschrijving {
  instellingsnummer: string;
  /** Establishment: the school's number and a serial of two digits, 8 digits in all. */
  vestigingsplaats: string;
  administratieve_groep: string;
  administratieve_groep_omschrijving: string;
  hoofdstructuur: string;
  stamnummer: string | null;
  status: string;
  van: string;
  tot: string | null;
}

/** The pupil behind an account, in one round trip; undefined when the account does not exist or is blocked. */
export async function leesLeerling(db: Database, accountUuid: string): Promise<Leerling | undefined> {
  const rij = await db
    .selectFrom('accounts')
    .innerJoin('leerlingen', 'leerlingen.id', 'accounts.leerling_id')
    .select((eb) => [
      'leerlingen.id',
      'voornaam',
      'naam',
      'geboortedag',
      'geboortemaand',
      'geboortejaar',
      'email',
      'leer_id_uuid',
      'accounts.account_uuid',
      jsonArrayFrom(
        eb
          .selectFrom('historiek_account_uuid as h')
          .select('h.account_uuid')
          .whereRef('h.leerling_id', '=', 'leerlingen.id')
          .orderBy('h.vervangen_op'),
      ).as('historiek'),
      jsonArrayFrom(
        eb
          .selectFrom('inschrijvingen as i')
          .innerJoin('administratieve_groepen as g', 'g.code', 'i.administratieve_groep')
          .select([
            'i.instellingsnummer',
            'i.vestigingsplaats',
            'i.administratieve_groep',
            'g.omschrijving as administratieve_groep_omschrijving',
            'i.hoofdstructuur',
            'i.stamnummer',
            'i.status',
            'i.van',
            'i.tot',
          ])
          .whereRef('i.leerling_id', '=', 'leerlingen.id')
          .orderBy('i.van')
          .orderBy('i.instellingsnummer'),
      ).as('inschrijvingen'),
    ])
    .where('accounts.account_uuid', '=', accountUuid)
    .where('geblokkeerd_op', 'is', null)
    .executeTakeFirst();
  if (!rij) return undefined;
  const { historiek, inschrijvingen, ...leerling } = rij;
  return {
    ...leerling,
    historiek_account_uuid: historiek.map(({ account_uuid }) => account_uuid),
    inschrijvingen: inschrijvingen.map((een) => ({
      ...een,
      vestigingsplaats: `${een.instellingsnummer}${String(een.vestigingsplaats).padStart(2, '0')}`,
    })),
  };
}

/** The pupil of an account, blocked or not: the root of its pairwise `sub`. */
export async function leerlingVanAccount(db: Database, accountUuid: string): Promise<string | undefined> {
  const rij = await db
    .selectFrom('accounts')
    .select('leerling_id')
    .where('account_uuid', '=', accountUuid)
    .executeTakeFirst();
  return rij?.leerling_id;
}
