import { type RawBuilder, sql } from 'kysely';
import { type Database, migreer, openDatabase } from '../src/store/index.ts';
import type { Cluster } from './postgres.ts';

/** The application that Smartschool's act is for. */
export const BENCHCLIENT = 'smartschool';

/** The size of an average Flemish school. It decides how often the rows of one school are read. */
const LEERLINGEN_PER_SCHOOL = 350;

/**
 * Makes a database with schools and pupils. Each pupil has an account, a password, one enrolment, and sees
 * the application. It works set-based, in one transaction without triggers and foreign keys, because we
 * measure signing in and not importing. The identifiers are random but inserted in order, so that indexes
 * grow at one end. A random pupil still finds each row and each index entry on its own page.
 */
export async function maakDatabase(
  cluster: Cluster,
  naam: string,
  leerlingen: number,
  wachtwoordHash: string,
): Promise<void> {
  const beheer = openDatabase(cluster.url('postgres'), () => {}, { verbindingen: 1 });
  await sql`create database ${sql.id(naam)}`.execute(beheer);
  await beheer.destroy();
  const db = openDatabase(cluster.url(naam), () => {}, { verbindingen: 1, tijdslimiet: 0 });
  await migreer(db);
  await vul(db, leerlingen, wachtwoordHash);
  await db.destroy();
}

/** Adds the pupils to a migrated database, which may hold other pupils. */
export async function vul(db: Database, leerlingen: number, wachtwoordHash: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const stap of vulling(leerlingen, wachtwoordHash)) await stap.execute(trx);
  });
  await sql`vacuum (analyze)`.execute(db);
}

function vulling(leerlingen: number, wachtwoordHash: string): RawBuilder<unknown>[] {
  const perSchool = sql.lit(LEERLINGEN_PER_SCHOOL);
  const client = sql.lit(BENCHCLIENT);
  return [
    sql`set local session_replication_role = replica`,
    sql`set local maintenance_work_mem = '512MB'`,
    sql`create temp table vulling on commit drop as
      select id, row_number() over (order by id)::int as i
      from (select gen_random_uuid() as id from generate_series(1, ${sql.lit(leerlingen)}))`,
    sql`insert into scholen select distinct (100000 + i / ${perSchool})::text, 'Een school' from vulling`,
    sql`insert into vestigingsplaatsen select instellingsnummer, 1, naam from scholen where naam = 'Een school'`,
    sql`insert into administratieve_groepen values ('4064', 'Lager onderwijs') on conflict do nothing`,
    sql`insert into samenwerkingen select instellingsnummer, ${client}, current_date - 60, null from scholen
      where naam = 'Een school'`,
    sql`insert into leerlingen (id, insz_hash, insz_soort, leer_id_uuid, voornaam, naam, geboortejaar, geboortemaand, geboortedag)
      select id, uuid_send(id) || uuid_send(id), 'rijksregister', id, 'Voornaam' || i, 'Naam' || i, 2006 + i % 12, 1 + i % 12, 1 + i % 28
      from vulling order by i`,
    sql`insert into accounts (account_uuid, leerling_id, soort, aangemaakt_op)
      select id, id, 'definitief', now() from vulling order by i`,
    sql`insert into aanmeldmiddelen (id, account_uuid, soort, gebruikersnaam, wachtwoord_hash)
      select id, id, 'wachtwoord', 'leerling.' || lpad(i::text, 7, '0'), ${sql.lit(wachtwoordHash)}
      from vulling order by i`,
    sql`insert into inschrijvingen (id, leerling_id, instellingsnummer, vestigingsplaats, administratieve_groep,
        hoofdstructuur, stamnummer, status, van, tot)
      select id, id, (100000 + i / ${perSchool})::text, 1, '4064', '211', '26' || lpad((i % ${perSchool})::text, 5, '0'),
        'gerealiseerd', current_date - 60, current_date + 240
      from vulling order by i`,
    sql`insert into zichtbaarheid (leerling_id, client_id, instellingsnummer, sinds)
      select id, ${client}, (100000 + i / ${perSchool})::text, now() from vulling order by i`,
  ];
}

/** How many handings-over were logged. At the end of a run this must equal the number that took place. */
export async function aantalGelogd(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from privacylog`.execute(db);
  return rows[0]?.n ?? 0;
}
