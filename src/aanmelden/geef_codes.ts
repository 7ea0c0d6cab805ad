import { sql } from 'kysely';
import { type Klok, TIJDZONE } from '../klok.ts';
import { actieveInschrijvingen } from '../register/index.ts';
import type { Database } from '../store/index.ts';
import { hashCode, maakCode } from './code.ts';

/**
 * Which user names get a code: one name, or the pupils enrolled in a school on a day (today by default). A
 * blocked pupil gets none. A school gets none for pupils whom it may not rightly have: see onbevestigd.ts in
 * the register.
 */
export type Keuze = { gebruikersnaam: string } | Schoolkeuze;

export interface Schoolkeuze {
  school: string;
  vestigingsplaats?: number | undefined;
  ookMetWachtwoord: boolean;
  /** In August the letters are for pupils who start in September. */
  dag?: Temporal.PlainDate | undefined;
}

export interface Middel {
  id: string;
  leerlingId: string;
  gebruikersnaam: string;
  voornaam: string;
  naam: string;
  /** Where the letter must go. Only for letters of a whole school. */
  plek?: Klasplek;
}

/** The site and the class at which letters are handed out. */
export interface Klasplek {
  vestigingsplaats: number;
  vestigingsplaatsNaam: string;
  groep: string;
  groepOmschrijving: string;
}

/** What a letter to a pupil must say. The code is nowhere else: only its hash is kept. */
export interface Briefgegevens extends Middel {
  code: string;
  geldigTotEnMet: Temporal.PlainDate;
  /** Other user names of the same pupil whose password or code lapsed. */
  ookVervallen: string[];
}

/** Enough for a letter to travel through a school and a weekend at home. A slower class gets new codes. */
const GELDIGE_DAGEN = 30;

/**
 * Gives each pupil of a school once, by the user name in use: the one with the password, or else the one that
 * had the last code.
 */
export async function kiesMiddelen(db: Database, klok: Klok, keuze: Keuze): Promise<Middel[]> {
  const middelen = db
    .selectFrom('aanmeldmiddelen as m')
    .innerJoin('accounts as a', 'a.account_uuid', 'm.account_uuid')
    .innerJoin('leerlingen as l', 'l.id', 'a.leerling_id')
    .where('l.geblokkeerd_op', 'is', null)
    .select(['m.id', 'l.id as leerlingId', 'm.gebruikersnaam', 'l.voornaam', 'l.naam']);
  if ('gebruikersnaam' in keuze) return middelen.where('m.gebruikersnaam', '=', keuze.gebruikersnaam).execute();
  const { school, vestigingsplaats, ookMetWachtwoord, dag = klok.vandaag() } = keuze;
  let ingeschreven = actieveInschrijvingen(db, dag).where('i.instellingsnummer', '=', school);
  if (vestigingsplaats !== undefined) ingeschreven = ingeschreven.where('i.vestigingsplaats', '=', vestigingsplaats);
  const perLeerling = middelen
    .leftJoin('activatiecodes as c', 'c.aanmeldmiddel_id', 'm.id')
    .innerJoin(eenPlekPerLeerling(ingeschreven).as('plek'), 'plek.leerling_id', 'a.leerling_id')
    .distinctOn('l.id')
    .select(['m.wachtwoord_hash', 'vestigingsplaats', 'vestigingsplaatsNaam', 'groep', 'groepOmschrijving'])
    .orderBy('l.id')
    .orderBy((eb) => eb('m.wachtwoord_hash', 'is', null))
    .orderBy('c.uitgegeven_op', (richting) => richting.desc().nullsLast())
    .orderBy('m.gebruikersnaam');
  let gekozen = db.selectFrom(perLeerling.as('k')).selectAll();
  if (!ookMetWachtwoord) gekozen = gekozen.where('wachtwoord_hash', 'is', null);
  const rijen = await gekozen
    .orderBy('vestigingsplaats')
    .orderBy('groepOmschrijving')
    .orderBy('groep')
    .orderBy('naam')
    .orderBy('voornaam')
    .orderBy('gebruikersnaam')
    .execute();
  return rijen.map(({ id, leerlingId, gebruikersnaam, voornaam, naam, wachtwoord_hash: _, ...plek }) => ({
    ...{ id, leerlingId, gebruikersnaam, voornaam, naam },
    plek,
  }));
}

/**
 * A pupil who is enrolled twice in a school gets one letter, where he spends his days: the parallel enrolment
 * counts last.
 */
function eenPlekPerLeerling(ingeschreven: ReturnType<typeof actieveInschrijvingen>) {
  return ingeschreven
    .innerJoin('vestigingsplaatsen as p', (join) =>
      join.onRef('p.instellingsnummer', '=', 'i.instellingsnummer').onRef('p.volgnummer', '=', 'i.vestigingsplaats'),
    )
    .innerJoin('administratieve_groepen as g', 'g.code', 'i.administratieve_groep')
    .distinctOn('i.leerling_id')
    .select(['i.leerling_id', 'i.vestigingsplaats', 'i.administratieve_groep as groep'])
    .select(['p.naam as vestigingsplaatsNaam', 'g.omschrijving as groepOmschrijving'])
    .orderBy('i.leerling_id')
    .orderBy((eb) => eb('i.status', '=', 'parallel'))
    .orderBy('i.vestigingsplaats')
    .orderBy('i.administratieve_groep');
}

/**
 * Gives each of them a new code. Whatever the pupil had before lapses, under all his user names: after a
 * merge he may have several. The caller ends the sessions, in the same transaction.
 * @param vanaf the day from which its days of validity are counted. The code is valid from now
 */
export async function geefActivatiecodes(
  trx: Database,
  klok: Klok,
  middelen: readonly Middel[],
  vanaf = klok.vandaag(),
): Promise<Briefgegevens[]> {
  const geldigTotEnMet = vanaf.add({ days: GELDIGE_DAGEN });
  const verloopt = geldigTotEnMet.add({ days: 1 }).toZonedDateTime(TIJDZONE).toInstant();
  const vervallen = await laatVervallen(trx, klok, middelen);
  const brieven = middelen.map((middel) => ({
    ...middel,
    ...{ code: maakCode(), geldigTotEnMet },
    ookVervallen: (vervallen.get(middel.leerlingId) ?? []).filter((naam) => naam !== middel.gebruikersnaam),
  }));
  const ids = brieven.map(({ id }) => id);
  const hashes = brieven.map(({ gebruikersnaam, code }) => hashCode(gebruikersnaam, code).toString('hex'));
  await sql`
    insert into activatiecodes (aanmeldmiddel_id, code_hash, uitgegeven_op, verloopt_op)
    select id, decode(hash, 'hex'), ${klok.nu().toString()}, ${verloopt.toString()}
    from unnest(${ids}::uuid[], ${hashes}::text[]) as nieuw(id, hash)`.execute(trx);
  return brieven;
}

/**
 * Deletes the passwords and codes of these pupils, and gives the user names that had one. It first waits for
 * a command that gives the same pupil a code under another name, and for a pupil who is choosing a password.
 * Only then is everything there to delete.
 */
async function laatVervallen(
  trx: Database,
  klok: Klok,
  middelen: readonly Middel[],
): Promise<ReadonlyMap<string, string[]>> {
  const leerlingen = sql`${middelen.map(({ leerlingId }) => leerlingId)}::uuid[]`;
  const van = sql`from aanmeldmiddelen m join accounts a using (account_uuid) where a.leerling_id = any(${leerlingen})`;
  await sql`select from leerlingen where id = any(${leerlingen}) order by id for no key update`.execute(trx);
  await sql`select from activatiecodes where aanmeldmiddel_id in (select m.id ${van}) order by aanmeldmiddel_id
    for update`.execute(trx);
  const { rows } = await sql<{ leerling_id: string; namen: string[] }>`
    with had as (select m.id, m.gebruikersnaam, m.wachtwoord_hash, a.leerling_id ${van}),
    codes as (delete from activatiecodes c using had where c.aanmeldmiddel_id = had.id
      returning had.id, c.gebruikt_op is null and c.verloopt_op > ${klok.nu().toString()} as open),
    leeg as (update aanmeldmiddelen m set wachtwoord_hash = null from had where m.id = had.id and m.wachtwoord_hash is not null)
    select leerling_id, array_agg(gebruikersnaam order by gebruikersnaam) as namen from had
    where wachtwoord_hash is not null or id in (select id from codes where open) group by leerling_id`.execute(trx);
  return new Map(rows.map(({ leerling_id, namen }) => [leerling_id, namen]));
}
