import { sql } from 'kysely';
import { type Klok, TIJDZONE } from '../klok.ts';
import { actieveInschrijvingen } from '../register/index.ts';
import type { Database } from '../store/index.ts';
import { hashCode, maakCode } from './code.ts';

/**
 * Which user names get a code: one, or those of the pupils who are enrolled in a school on a day, today when none is given. Who is blocked gets none,
 * and a school none for whom it may not rightly have: see bevestiging.ts in the register.
 */
export type Keuze = { gebruikersnaam: string } | Schoolkeuze;

export interface Schoolkeuze {
  school: string;
  vestigingsplaats?: number | undefined;
  ookMetWachtwoord: boolean;
  /** In August the letters are for who starts in September. */
  dag?: Temporal.PlainDate | undefined;
}

export interface Middel {
  id: string;
  accountUuid: string;
  gebruikersnaam: string;
  voornaam: string;
  naam: string;
  /** Where the letter has to go; of one that a whole school gets. */
  plek?: Plek;
}

/** The desk and the class at which letters are handed out. */
export interface Plek {
  vestigingsplaats: number;
  vestigingsplaatsNaam: string;
  groep: string;
  groepOmschrijving: string;
}

/** What a letter to a pupil has to say. The code stands nowhere else: only its hash is kept. */
export interface Briefgegevens extends Middel {
  code: string;
  geldigTotEnMet: Temporal.PlainDate;
}

/** Long enough for a letter to travel through a school and a weekend at home; a class that is slower gets new ones. */
const GELDIGE_DAGEN = 30;

export async function kiesMiddelen(db: Database, klok: Klok, keuze: Keuze): Promise<Middel[]> {
  let middelen = db
    .selectFrom('aanmeldmiddelen as m')
    .innerJoin('accounts as a', 'a.account_uuid', 'm.account_uuid')
    .innerJoin('leerlingen as l', 'l.id', 'a.leerling_id')
    .where('l.geblokkeerd_op', 'is', null)
    .select(['m.id', 'm.account_uuid as accountUuid', 'm.gebruikersnaam', 'l.voornaam', 'l.naam']);
  if ('gebruikersnaam' in keuze) return middelen.where('m.gebruikersnaam', '=', keuze.gebruikersnaam).execute();
  const { school, vestigingsplaats, ookMetWachtwoord, dag = klok.vandaag() } = keuze;
  let ingeschreven = actieveInschrijvingen(db, dag)
    .where('i.instellingsnummer', '=', school)
    .where('i.onbevestigd_sinds', 'is', null);
  if (vestigingsplaats !== undefined) ingeschreven = ingeschreven.where('i.vestigingsplaats', '=', vestigingsplaats);
  if (!ookMetWachtwoord) middelen = middelen.where('m.wachtwoord_hash', 'is', null);
  const gekozen = await middelen
    .innerJoin(eenPlekPerLeerling(ingeschreven).as('plek'), 'plek.leerling_id', 'a.leerling_id')
    .select(['vestigingsplaats', 'vestigingsplaatsNaam', 'groep', 'groepOmschrijving'])
    .orderBy('vestigingsplaats')
    .orderBy('groepOmschrijving')
    .orderBy('groep')
    .orderBy('l.naam')
    .orderBy('l.voornaam')
    .orderBy('m.gebruikersnaam')
    .execute();
  return gekozen.map(({ vestigingsplaats, vestigingsplaatsNaam, groep, groepOmschrijving, ...middel }) => ({
    ...middel,
    plek: { vestigingsplaats, vestigingsplaatsNaam, groep, groepOmschrijving },
  }));
}

/** Who is enrolled twice in a school gets one letter, where he spends his days: a parallel enrolment comes beside another. */
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
 * Gives each of them a new code. A former code and a former password are worth nothing from now on; ending the sessions is the
 * caller's, in the same transaction.
 * @param vanaf the day that its days of validity are counted from; the code is good from now
 */
export async function geefActivatiecodes(
  trx: Database,
  klok: Klok,
  middelen: readonly Middel[],
  vanaf = klok.vandaag(),
): Promise<Briefgegevens[]> {
  const geldigTotEnMet = vanaf.add({ days: GELDIGE_DAGEN });
  const verloopt = geldigTotEnMet.add({ days: 1 }).toZonedDateTime(TIJDZONE).toInstant();
  const brieven = middelen.map((middel) => ({ ...middel, code: maakCode(), geldigTotEnMet }));
  const ids = brieven.map(({ id }) => id);
  const hashes = brieven.map(({ gebruikersnaam, code }) => hashCode(gebruikersnaam, code).toString('hex'));
  await sql`
    insert into activatiecodes (aanmeldmiddel_id, code_hash, uitgegeven_op, verloopt_op)
    select id, decode(hash, 'hex'), ${klok.nu().toString()}, ${verloopt.toString()}
    from unnest(${ids}::uuid[], ${hashes}::text[]) as nieuw(id, hash)
    on conflict (aanmeldmiddel_id) do update set code_hash = excluded.code_hash, gebruikt_op = null,
      uitgegeven_op = excluded.uitgegeven_op, verloopt_op = excluded.verloopt_op`.execute(trx);
  await sql`update aanmeldmiddelen set wachtwoord_hash = null
    where id = any(${ids}::uuid[]) and wachtwoord_hash is not null`.execute(trx);
  return brieven;
}
