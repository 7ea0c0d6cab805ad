import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { type Aanmelding, type Accountgeneratie, alsAanmelding } from './aanmelding.ts';
import { hashCode } from './code.ts';
import type { Aanmeldcontrole } from './meld_aan.ts';
import { geefTerug } from './pogingen/noteer_aanmelding.ts';
import { bewijsSql, metBewijs, type Toestel, toestelkenmerk } from './pogingen/toestel.ts';
import { type GevondenCode, zoekCodeEnTel } from './pogingen/zoek_code.ts';
import { type Bezoeker, TeDruk, type Wachtrij } from './wachtrij.ts';
import { hashWachtwoord } from './wachtwoorden/wachtwoord.ts';
import { bezwaar, minimumlengte } from './wachtwoorden/wachtwoordregels.ts';

export type Activeercontrole = Pick<Aanmeldcontrole, 'db' | 'klok' | 'remmen' | 'toestelsleutel' | 'wachtrij'> & {
  /**
   * The line in which codes are looked up and counted. It is not the line for hashing, so that guessing codes
   * does not delay sign-ins.
   */
  codelijn: Wachtrij;
  /** For the figures and the log, like `telAanmelding`. Showing a right code is not an outcome yet. */
  telActivatie(uitkomst: 'gelukt' | 'mislukt' | 'geremd' | 'te_druk', poging: Activatiepoging): void;
};

export interface Activatiepoging {
  gebruikersnaam: string;
  code: string;
  /** Absent while the pupil has only shown the code. */
  wachtwoord?: string | undefined;
  toestel: Toestel;
  /**
   * Where the request comes from (`web/herkomst.ts`), for the turns in line, and whether the pupil is still
   * there.
   */
  herkomst: readonly string[];
  weg?: AbortSignal;
  /** Only for the log. */
  waar?: { spoor?: string; clientId: string | undefined };
}

export type Activatie =
  | { soort: 'kies'; minimum: number; bezwaar?: string }
  | { soort: 'gelukt'; aanmelding: Aanmelding; toestel: Toestel }
  /** The same answer for an unknown, wrong, used or expired code, and for a throttled or blocked pupil. */
  | { soort: 'mislukt' }
  /** With `minimum`, the code was right and stays valid. */
  | { soort: 'te_druk'; minimum?: number; seconden: number };

/**
 * Exchanges a code for a new password. Only somebody with the code is told what is wrong with the password,
 * because the rules know the pupil's name. A right code gives its own try back, so that trying passwords
 * costs no tries.
 */
export async function activeer(nodig: Activeercontrole, poging: Activatiepoging): Promise<Activatie> {
  let minimum: number | undefined;
  try {
    const { mag, gevonden } = await nodig.codelijn.doe(wieVan(poging, false), () => controleer(nodig, poging));
    if (!gevonden) return mislukt(nodig, poging, mag);
    minimum = minimumlengte(gevonden.kiezer);
    const { wachtwoord } = poging;
    if (wachtwoord === undefined) return { soort: 'kies', minimum };
    const waarom = bezwaar(wachtwoord, gevonden.kiezer);
    if (waarom) return { soort: 'kies', minimum, bezwaar: waarom };
    return await legVast(nodig, gevonden, { ...poging, wachtwoord });
  } catch (fout) {
    if (!(fout instanceof TeDruk)) throw fout;
    nodig.telActivatie('te_druk', poging);
    return { soort: 'te_druk', ...(minimum === undefined ? {} : { minimum }), seconden: fout.seconden };
  }
}

function wieVan({ herkomst, gebruikersnaam: naam, weg }: Activatiepoging, bekend: boolean): Bezoeker {
  return { herkomst, naam, weg, bekend };
}

/**
 * Looks up the code and counts the try. `gevonden` is absent where the code is wrong, no longer valid, or
 * throttled.
 */
async function controleer(
  { db, klok, remmen }: Activeercontrole,
  poging: Activatiepoging,
): Promise<{ mag: boolean; gevonden?: GevondenCode }> {
  const { gebruikersnaam, toestel } = poging;
  const emmers = remmen.emmers(gebruikersnaam, toestel.id);
  const { mag, gevonden, ...telling } = await zoekCodeEnTel(db, gebruikersnaam, emmers);
  const klopt = isVanHem(gevonden, poging) && isOpen(gevonden, klok.nu());
  if (!gevonden || !klopt || !mag) return { mag };
  await geefTerug(db, telling);
  return { mag, gevonden };
}

function mislukt({ telActivatie }: Activeercontrole, poging: Activatiepoging, mag: boolean): Activatie {
  telActivatie(mag ? 'mislukt' : 'geremd', poging);
  return { soort: 'mislukt' };
}

/**
 * Hashing waits in the same line as sign-ins do, so that a school that activates its pupils does not shut
 * others out. The pupil showed a right code, so he counts as known. The code is used in the same turn, so
 * that he holds one connection however often he sends it.
 */
async function legVast(
  nodig: Activeercontrole,
  gevonden: GevondenCode,
  poging: Activatiepoging & { wachtwoord: string },
): Promise<Activatie> {
  const { gebruikersnaam, toestel } = poging;
  const kenmerk = toestelkenmerk(nodig.toestelsleutel, toestel, gebruikersnaam);
  const gebruikt = await nodig.wachtrij.doe(wieVan(poging, true), async () =>
    gebruikCode(nodig, gevonden, await hashWachtwoord(poging.wachtwoord), kenmerk),
  );
  if (gebruikt === undefined) return mislukt(nodig, poging, true);
  nodig.telActivatie('gelukt', poging);
  return { soort: 'gelukt', aanmelding: alsAanmelding(gebruikt), toestel: metBewijs(toestel, gebruikt.bewijs) };
}

/**
 * A name without a code is compared as well, with a value that no hash can have. So the answer takes the same
 * time.
 */
const VAN_NIEMAND = Buffer.alloc(32);

function isVanHem(gevonden: GevondenCode | undefined, { gebruikersnaam, code }: Activatiepoging): boolean {
  return timingSafeEqual(gevonden?.code_hash ?? VAN_NIEMAND, hashCode(gebruikersnaam, code));
}

function isOpen(gevonden: GevondenCode | undefined, nu: Temporal.Instant): boolean {
  if (!gevonden || gevonden.gebruikt_op || gevonden.geblokkeerd_op) return false;
  return Temporal.Instant.compare(nu, gevonden.verloopt_op) < 0;
}

/**
 * One statement decides which request was first, and gives that one the password. From then on the pupil has
 * no other password and no code, under any of his user names. The statement locks all his codes in a fixed
 * order: of two codes used at once, the second fails.
 * @returns undefined when the code was used, replaced or closed meanwhile
 */
async function gebruikCode(
  { db, klok }: Activeercontrole,
  { middel, code_hash }: GevondenCode,
  wachtwoordHash: string,
  kenmerk: string,
): Promise<(Accountgeneratie & { bewijs: string }) | undefined> {
  const nu = klok.nu().toString();
  const { rows } = await sql<Accountgeneratie & { bewijs: string }>`
    with nieuw as (select ${wachtwoordHash}::text as hash, ${kenmerk}::text as kenmerk),
    zijn as (
      select m.id, m.account_uuid from aanmeldmiddelen d join accounts e on e.account_uuid = d.account_uuid
      join accounts a on a.leerling_id = e.leerling_id join aanmeldmiddelen m on m.account_uuid = a.account_uuid
      where d.id = ${middel}
    ),
    codes as materialized (
      select aanmeldmiddel_id from activatiecodes where aanmeldmiddel_id in (select id from zijn)
      order by aanmeldmiddel_id for update
    ),
    gebruikt as (
      update activatiecodes c set gebruikt_op = ${nu}
      from aanmeldmiddelen m join accounts a on a.account_uuid = m.account_uuid join leerlingen l on l.id = a.leerling_id
      where c.aanmeldmiddel_id = ${middel} and c.aanmeldmiddel_id in (select aanmeldmiddel_id from codes)
        and c.code_hash = ${code_hash} and c.gebruikt_op is null
        and c.verloopt_op > ${nu} and m.id = c.aanmeldmiddel_id and l.geblokkeerd_op is null
      returning m.id, m.account_uuid, a.aanmeldgeneratie
    ),
    andere as (
      delete from activatiecodes c using gebruikt
      where c.aanmeldmiddel_id in (select aanmeldmiddel_id from codes) and c.aanmeldmiddel_id <> gebruikt.id
    ),
    gezet as (
      update aanmeldmiddelen m set wachtwoord_hash = case when m.id = gebruikt.id then nieuw.hash end from gebruikt, nieuw
      where m.id in (select id from zijn) and (m.id = gebruikt.id or m.wachtwoord_hash is not null)
    )
    select account_uuid, aanmeldgeneratie, ${sql.raw(bewijsSql('kenmerk', 'hash'))} as bewijs from gebruikt, nieuw`.execute(
    db,
  );
  return rows[0];
}
