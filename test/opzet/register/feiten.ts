import type { Database } from '../../../src/store/database.ts';

/**
 * What the register knows of one pupil, by the code of each datum. It is read from the tables, and not by the
 * code of the door.
 */
export type Feiten = Map<string, string[]>;

export async function leesFeiten(db: Database, gebruikersnaam: string): Promise<Feiten> {
  const { leerling_id, account_uuid } = await db
    .selectFrom('aanmeldmiddelen')
    .innerJoin('accounts', 'accounts.account_uuid', 'aanmeldmiddelen.account_uuid')
    .select(['leerling_id', 'accounts.account_uuid'])
    .where('gebruikersnaam', '=', gebruikersnaam)
    .executeTakeFirstOrThrow();
  const leerling = await db
    .selectFrom('leerlingen')
    .selectAll()
    .where('id', '=', leerling_id)
    .executeTakeFirstOrThrow();
  const inschrijvingen = await db
    .selectFrom('inschrijvingen')
    .innerJoin('administratieve_groepen', 'code', 'administratieve_groep')
    .selectAll()
    .where('leerling_id', '=', leerling_id)
    .execute();
  const klassen = await db
    .selectFrom('klastoewijzingen')
    .innerJoin('klassen', 'id', 'klas_id')
    .select(['klas', 'subklas'])
    .where('leerling_id', '=', leerling_id)
    .execute();
  const toetsen = await db.selectFrom('toetstoewijzingen').selectAll().where('leerling_id', '=', leerling_id).execute();
  const historiek = await db
    .selectFrom('historiek_account_uuid')
    .select('account_uuid')
    .where('leerling_id', '=', leerling_id)
    .execute();
  const alle: Record<string, unknown[]> = {
    naam: [leerling.naam, `${leerling.voornaam} ${leerling.naam}`],
    voornaam: [leerling.voornaam, `${leerling.voornaam} ${leerling.naam}`],
    geboortedag: [leerling.geboortedag],
    geboortemaand: [leerling.geboortemaand],
    geboortejaar: [leerling.geboortejaar],
    email: [leerling.email],
    leer_id_uuid: [leerling.leer_id_uuid],
    account_uuid: [account_uuid],
    historiek_account_uuid: historiek.map((een) => een.account_uuid),
    administratieve_groep_code: inschrijvingen.map((een) => een.administratieve_groep),
    administratieve_groep_omschrijving: inschrijvingen.map((een) => een.omschrijving),
    hoofdstructuur: inschrijvingen.map((een) => een.hoofdstructuur),
    instellingsnummer: inschrijvingen.map((een) => een.instellingsnummer),
    stamnummer: inschrijvingen.map((een) => een.stamnummer),
    vestigingsplaats: inschrijvingen.map((een) => String(een.vestigingsplaats).padStart(2, '0')),
    klasinformatie: klassen.flatMap(({ klas, subklas }) => [klas, subklas]),
    toegewezen_toetsen: toetsen.flatMap((een) => [een.toets, een.van.toString(), een.tot.toString()]),
    insz: [leerling.insz_hash?.toString('hex')],
    intern: [leerling_id],
  };
  const alsTekst = (waarden: unknown[]) => waarden.filter((een) => een !== null && een !== undefined).map(String);
  return new Map(Object.entries(alle).map(([code, waarden]) => [code, alsTekst(waarden)]));
}

/** Every value in an answer, at any depth. Empty values say nothing. */
export function bladeren(waarde: unknown): string[] {
  if (waarde === null || waarde === undefined) return [];
  return typeof waarde === 'object' ? Object.values(waarde).flatMap(bladeren) : [String(waarde)];
}

/** Codes of the data that equal this whole value. */
export function codesVan(feiten: Feiten, blad: string): string[] {
  return [...feiten].filter(([, waarden]) => waarden.includes(blad)).map(([code]) => code);
}

/** Shorter values occur in others by chance. */
const KORTSTE = 5;

/** Codes whose value occurs in some value of an answer, as the whole or as a part of it. */
export function passagiers(feiten: Feiten, antwoord: unknown): string[] {
  const alle = bladeren(antwoord);
  const rijdtMee = (waarde: string) =>
    alle.some((blad) => blad === waarde || (waarde.length >= KORTSTE && blad.includes(waarde)));
  return [...feiten].filter(([, waarden]) => waarden.some(rijdtMee)).map(([code]) => code);
}
