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
  stamnummer: string;
  status: string;
  van: string;
  tot: string | null;
}

/** The pupil behind an account; undefined when the account does not exist or is blocked. */
export async function leesLeerling(db: Database, accountUuid: string): Promise<Leerling | undefined> {
  const leerling = await db
    .selectFrom('accounts')
    .innerJoin('leerlingen', 'leerlingen.id', 'accounts.leerling_id')
    .select([
      'leerlingen.id',
      'voornaam',
      'naam',
      'geboortedag',
      'geboortemaand',
      'geboortejaar',
      'email',
      'leer_id_uuid',
      'account_uuid',
    ])
    .where('account_uuid', '=', accountUuid)
    .where('geblokkeerd_op', 'is', null)
    .executeTakeFirst();
  if (!leerling) return undefined;
  const [historiek, inschrijvingen] = await Promise.all([
    leesHistoriek(db, leerling.id),
    leesInschrijvingen(db, leerling.id),
  ]);
  return { ...leerling, historiek_account_uuid: historiek, inschrijvingen };
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

async function leesHistoriek(db: Database, leerlingId: string): Promise<string[]> {
  const rijen = await db
    .selectFrom('historiek_account_uuid')
    .select('account_uuid')
    .where('leerling_id', '=', leerlingId)
    .orderBy('vervangen_op')
    .execute();
  return rijen.map(({ account_uuid }) => account_uuid);
}

async function leesInschrijvingen(db: Database, leerlingId: string): Promise<Inschrijving[]> {
  const rijen = await db
    .selectFrom('inschrijvingen')
    .innerJoin('administratieve_groepen', 'administratieve_groepen.code', 'administratieve_groep')
    .select([
      'instellingsnummer',
      'vestigingsplaats',
      'administratieve_groep',
      'omschrijving as administratieve_groep_omschrijving',
      'hoofdstructuur',
      'stamnummer',
      'status',
      'van',
      'tot',
    ])
    .where('leerling_id', '=', leerlingId)
    .orderBy('van')
    .orderBy('instellingsnummer')
    .execute();
  return rijen.map((rij) => ({
    ...rij,
    vestigingsplaats: `${rij.instellingsnummer}${String(rij.vestigingsplaats).padStart(2, '0')}`,
  }));
}
