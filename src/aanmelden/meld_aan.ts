import type { Klok } from '../klok.ts';
import { type AntwoordOp, bundelopdracht, type Database, kolom, vraagGebundeld } from '../store/index.ts';
import { type Aanmelding, alsAanmelding } from './aanmelding.ts';
import type { Poging, Remmen } from './remmen.ts';
import { kentToestel, metBewijs, type Toestel } from './toestel.ts';
import { TeDruk, type Wachtrij } from './wachtrij.ts';
import { wachtwoordKlopt } from './wachtwoorden/wachtwoord.ts';

export interface Aanmeldcontrole {
  db: Database;
  klok: Klok;
  remmen: Remmen;
  wachtrij: Wachtrij;
  /** Makes the proofs of known devices. */
  toestelsleutel: string;
  /** For the figures and the log. Only here a wrong try and a throttled one differ. */
  telAanmelding(uitkomst: 'gelukt' | 'mislukt' | 'geremd' | 'te_druk', poging: Aanmeldpoging): void;
}

export interface Aanmeldpoging {
  gebruikersnaam: string;
  wachtwoord: string;
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

export type Aanmelduitkomst =
  | { soort: 'gelukt'; aanmelding: Aanmelding; toestel: Toestel }
  /** Unknown, wrong, throttled and blocked give the same answer after the same time. */
  | { soort: 'mislukt' }
  | { soort: 'te_druk'; seconden: number };

/**
 * Checks a user name with its password. The throttle is here and not in a page, so that no way in avoids it.
 */
export async function meldAan(nodig: Aanmeldcontrole, poging: Aanmeldpoging): Promise<Aanmelduitkomst> {
  try {
    const { herkomst, gebruikersnaam: naam, weg } = poging;
    const wie = { herkomst, naam, weg, bekend: await gaatVoor(nodig, poging) };
    const { mag, gelukt, middel, klopt } = await nodig.wachtrij.doe(wie, () => controleer(nodig, poging));
    if (!middel || !klopt || middel.geblokkeerd_op) {
      nodig.telAanmelding(mag ? 'mislukt' : 'geremd', poging);
      return { soort: 'mislukt' };
    }
    await Promise.all([gelukt(), noteerAanmelding(nodig, middel.account_uuid)]);
    nodig.telAanmelding('gelukt', poging);
    const toestel = metBewijs(nodig.toestelsleutel, poging.toestel, middel);
    return { soort: 'gelukt', aanmelding: alsAanmelding(middel), toestel };
  } catch (fout) {
    if (!(fout instanceof TeDruk)) throw fout;
    nodig.telAanmelding('te_druk', poging);
    return { soort: 'te_druk', seconden: fout.seconden };
  }
}

/**
 * A pupil who signed in on this device before goes before strangers. This is asked only where there is a
 * line, and only for a device that brings proofs: a stranger costs nothing before his turn. At his turn
 * everything is read again.
 */
async function gaatVoor(
  { db, wachtrij, toestelsleutel }: Aanmeldcontrole,
  { gebruikersnaam, toestel }: Aanmeldpoging,
): Promise<boolean> {
  if (wachtrij.stand().vrij || toestel.bewijzen.length === 0) return false;
  const middel = await zoekMiddel(db, gebruikersnaam);
  return middel !== undefined && kentToestel(toestelsleutel, toestel, middel);
}

/**
 * Looks up, counts and hashes: the same three steps for every try. Only a visitor with a place in line comes
 * here and is counted.
 */
async function controleer(
  { db, remmen, toestelsleutel }: Aanmeldcontrole,
  { gebruikersnaam, wachtwoord, toestel }: Aanmeldpoging,
): Promise<Poging & { middel: GevondenMiddel | undefined; klopt: boolean }> {
  const middel = await zoekMiddel(db, gebruikersnaam);
  const bekend = kentToestel(toestelsleutel, toestel, middel ?? { gebruikersnaam, wachtwoord_hash: '' });
  const geteld = middel
    ? await remmen.reserveer(gebruikersnaam, bekend ? toestel.id : undefined)
    : await remmen.reserveerVoorNiemand(gebruikersnaam);
  const klopt = await wachtwoordKlopt(geteld.mag ? middel?.wachtwoord_hash : undefined, wachtwoord);
  return { ...geteld, middel, klopt };
}

/** A pupil who has not chosen a password yet is as unknown here as a name that nobody has. */
const ZOEK_MIDDEL = bundelopdracht({
  vraag: { gebruikersnaam: 'text' },
  antwoord: {
    account_uuid: kolom<string>('a.account_uuid'),
    aanmeldgeneratie: kolom<string>('a.aanmeldgeneratie'),
    gebruikersnaam: kolom<string>('m.gebruikersnaam'),
    wachtwoord_hash: kolom<string>('m.wachtwoord_hash'),
    geblokkeerd_op: kolom<Temporal.Instant | null>('l.geblokkeerd_op'),
  },
  sql: ({ vragen, v, kolommen }) => `
    select ${v.i}, middel.* from ${vragen}
    cross join lateral (
      select ${kolommen}
      from aanmeldmiddelen m join accounts a using (account_uuid) join leerlingen l on l.id = a.leerling_id
      where m.gebruikersnaam = ${v.gebruikersnaam} and m.wachtwoord_hash is not null limit 1) middel`,
});

type GevondenMiddel = AntwoordOp<typeof ZOEK_MIDDEL>;

function zoekMiddel(db: Database, gebruikersnaam: string): Promise<GevondenMiddel | undefined> {
  return vraagGebundeld(db, ZOEK_MIDDEL, { gebruikersnaam });
}

/**
 * Uses an array, because with a join the planner would read all accounts. Skips an account that a load or an
 * erasure has locked: the sign-in must not wait, so it is not noted then.
 */
const NOTEER = bundelopdracht({
  vraag: { account: 'uuid', nu: 'timestamptz' },
  sql: ({ vragen, v }) => `
    with v as materialized (select * from ${vragen})
    update accounts a set laatst_aangemeld_op = (select max(${v.nu}) from v where ${v.account} = a.account_uuid)
    where a.account_uuid = any(array(
      select account_uuid from accounts where account_uuid = any(array(select ${v.account} from v))
      order by account_uuid for no key update skip locked))`,
});

/** From this moment runs the term of an account that nobody uses (S0 art. 3). */
export async function noteerAanmelding(
  { db, klok }: Pick<Aanmeldcontrole, 'db' | 'klok'>,
  account: string,
): Promise<void> {
  await vraagGebundeld(db, NOTEER, { account, nu: klok.nu().toString() });
}
