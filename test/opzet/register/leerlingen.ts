import { randomUUID } from 'node:crypto';
import type { Database } from '../../../src/store/database.ts';

const SINDS = '2026-09-01T08:00:00Z';

export interface Kind {
  id: string;
  account_uuid: string;
  gebruikersnaam: string;
}

/**
 * So many pupils with an account: `kind.0`, `kind.1`, …
 * @param wachtwoord_hash of the one password that all of them share
 */
export async function maakAccounts(db: Database, aantal: number, wachtwoord_hash: string): Promise<Kind[]> {
  const kinderen = Array.from({ length: aantal }, (_, i) => ({
    id: randomUUID(),
    account_uuid: randomUUID(),
    gebruikersnaam: `kind.${i}`,
  }));
  const leeg = { insz_hash: null, leer_id_uuid: null, email: null, unieke_persoon: null, geregistreerde_persoon: null };
  const persoon = { voornaam: 'Kind', naam: 'Proef', geboortejaar: 2016, geboortemaand: 4, geboortedag: 1, ...leeg };
  await db
    .insertInto('leerlingen')
    .values(kinderen.map(({ id }) => ({ id, ...persoon })))
    .execute();
  await db
    .insertInto('accounts')
    .values(
      kinderen.map(({ id, account_uuid }) => ({
        account_uuid,
        leerling_id: id,
        soort: 'tijdelijk',
        aangemaakt_op: SINDS,
      })),
    )
    .execute();
  await db
    .insertInto('aanmeldmiddelen')
    .values(
      kinderen.map(({ account_uuid, gebruikersnaam }) => ({
        account_uuid,
        soort: 'wachtwoord',
        gebruikersnaam,
        wachtwoord_hash,
      })),
    )
    .execute();
  return kinderen;
}

/**
 * The row of an enrolment in a demo school that works with Smartschool. The stamnummer depends on the pupil's
 * place.
 */
export function inschrijvingVan({ id }: Kind, nummer: number) {
  return {
    leerling_id: id,
    instellingsnummer: '999001',
    vestigingsplaats: 1,
    administratieve_groep: '4064',
    hoofdstructuur: '211',
    stamnummer: String(2_690_000 + nummer),
    status: 'gerealiseerd' as const,
    van: '2026-09-01',
    tot: null,
  };
}

/** Enrols them there, and makes Smartschool visible for them. */
export async function schrijfIn(db: Database, kinderen: readonly Kind[]): Promise<void> {
  await db.insertInto('inschrijvingen').values(kinderen.map(inschrijvingVan)).execute();
  await db
    .insertInto('zichtbaarheid')
    .values(
      kinderen.map(({ id }) => ({
        leerling_id: id,
        client_id: 'smartschool',
        instellingsnummer: '999001',
        sinds: SINDS,
      })),
    )
    .execute();
}
