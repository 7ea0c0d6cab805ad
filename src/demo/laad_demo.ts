import { randomUUID } from 'node:crypto';
import { type Klok, TIJDZONE } from '../klok.ts';
import { inszHash } from '../register/index.ts';
import type { Database } from '../store/index.ts';
import { ADMINISTRATIEVE_GROEPEN, DEMOLEERLINGEN, type Demoleerling, NIEUWKOMER, SCHOLEN } from './leerlingen.ts';
import { demotoetsdag } from './ronde.ts';

/**
 * Fills an empty register with the demo's schools and pupils, enrolled in the school year of the clock.
 * @param wachtwoordHash argon2id hash of the one password that all pupils share, except the newcomer
 */
export async function laadDemo(db: Database, klok: Klok, inszPeper: string, wachtwoordHash: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await laadScholen(trx, begin(klok.vandaag()));
    for (const [nummer, leerling] of DEMOLEERLINGEN.entries()) {
      await laadLeerling(trx, leerling, nummer, { klok, inszPeper, wachtwoordHash });
    }
  });
}

/** The first day of the school year of a day: 1 September. */
function begin(dag: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.from({ year: dag.month >= 9 ? dag.year : dag.year - 1, month: 9, day: 1 });
}

async function laadScholen(db: Database, van: Temporal.PlainDate): Promise<void> {
  await db
    .insertInto('scholen')
    .values(SCHOLEN.map(({ nummer, naam }) => ({ instellingsnummer: nummer, naam })))
    .execute();
  await db
    .insertInto('vestigingsplaatsen')
    .values(SCHOLEN.map(({ nummer, naam }) => ({ instellingsnummer: nummer, volgnummer: 1, naam })))
    .execute();
  await db
    .insertInto('administratieve_groepen')
    .values([...ADMINISTRATIEVE_GROEPEN])
    .execute();
  await db
    .insertInto('samenwerkingen')
    .values(
      SCHOLEN.flatMap(({ nummer, werktMet }) =>
        werktMet.map((clientId) => ({
          instellingsnummer: nummer,
          client_id: clientId,
          van: van.toString(),
          tot: null,
        })),
      ),
    )
    .execute();
  await db.insertInto('toetsen').values({ code: 'WIS-4L', naam: 'Wiskunde, vierde leerjaar' }).execute();
}

async function laadLeerling(
  db: Database,
  leerling: Demoleerling,
  nummer: number,
  { klok, inszPeper, wachtwoordHash }: { klok: Klok; inszPeper: string; wachtwoordHash: string },
): Promise<void> {
  const nu = klok.nu().toString();
  const { id } = await db
    .insertInto('leerlingen')
    .values({
      insz_hash: leerling.metInsz ? Buffer.from(inszHash(`demo:${leerling.gebruikersnaam}`, inszPeper), 'hex') : null,
      insz_soort: leerling.metInsz ? 'rijksregister' : null,
      leer_id_uuid: leerling.metInsz ? randomUUID() : null,
      voornaam: leerling.voornaam,
      naam: leerling.naam,
      geboortejaar: leerling.geboorte.jaar,
      geboortemaand: leerling.geboorte.maand,
      geboortedag: leerling.geboorte.dag,
      email: leerling.email ?? null,
      unieke_persoon: null,
      geregistreerde_persoon: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { account_uuid } = await db
    .insertInto('accounts')
    .values({ leerling_id: id, soort: leerling.metInsz ? 'definitief' : 'tijdelijk', aangemaakt_op: nu })
    .returning('account_uuid')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('aanmeldmiddelen')
    .values({
      account_uuid,
      soort: 'wachtwoord',
      gebruikersnaam: leerling.gebruikersnaam,
      wachtwoord_hash: leerling.gebruikersnaam === NIEUWKOMER ? null : wachtwoordHash,
    })
    .execute();
  for (let i = 0; i < (leerling.oudeAccounts ?? 0); i++) {
    const vervangen_op = klok
      .nu()
      .subtract({ hours: 24 * (60 - i) })
      .toString();
    await db
      .insertInto('historiek_account_uuid')
      .values({ account_uuid: randomUUID(), leerling_id: id, vervangen_op })
      .execute();
  }
  await schrijfIn(db, leerling, id, nummer, klok.vandaag());
  await db
    .insertInto('zichtbaarheid')
    .values(
      leerling.scholen.flatMap((instellingsnummer) =>
        ['smartschool', 'archief-voor-onderwijs'].map((client_id) => ({
          leerling_id: id,
          client_id,
          instellingsnummer,
          sinds: nu,
        })),
      ),
    )
    .execute();
  await db
    .insertInto('toetstoewijzingen')
    .values({ leerling_id: id, toets: 'WIS-4L', ...toetsmoment(klok) })
    .execute();
}

async function schrijfIn(
  db: Database,
  leerling: Demoleerling,
  leerlingId: string,
  nummer: number,
  vandaag: Temporal.PlainDate,
): Promise<void> {
  const van = leerling.uitgeschreven ? begin(vandaag).subtract({ years: 1 }) : begin(vandaag);
  await db
    .insertInto('inschrijvingen')
    .values(
      leerling.scholen.map((instellingsnummer, plaats) => ({
        leerling_id: leerlingId,
        instellingsnummer,
        vestigingsplaats: 1,
        administratieve_groep: instellingsnummer === '999002' ? '13560' : '4064',
        hoofdstructuur: instellingsnummer === '999002' ? '311' : '211',
        stamnummer: `${String(van.year).slice(2)}${String(plaats * 1000 + nummer + 1).padStart(5, '0')}`,
        status: 'gerealiseerd' as const,
        van: van.toString(),
        tot: van.add({ years: 1 }).subtract({ days: 1 }).toString(),
      })),
    )
    .execute();
}

/** From nine to ten in the morning. */
function toetsmoment(klok: Klok): { van: string; tot: string } {
  const van = demotoetsdag(klok.vandaag()).toZonedDateTime({ timeZone: TIJDZONE, plainTime: '09:00' });
  return { van: van.toInstant().toString(), tot: van.add({ hours: 1 }).toInstant().toString() };
}
