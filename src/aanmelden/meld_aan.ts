import type { Klok } from '../klok.ts';
import type { Database } from '../store/index.ts';
import { type Aanmelding, alsAanmelding } from './aanmelding.ts';
import { noteerAanmelding } from './pogingen/noteer_aanmelding.ts';
import type { Remmen } from './pogingen/remmen.ts';
import type { Pogingtelling } from './pogingen/tel_pogingen.ts';
import { metBewijs, type Toestel, toestelkenmerk } from './pogingen/toestel.ts';
import { type Aanklopper, kentToestel, type Wachtwoordmiddel, zoekEnTel } from './pogingen/zoek_middel.ts';
import { TeDruk, type Wachtrij } from './wachtrij.ts';
import { vernieuwHash, wachtwoordKlopt } from './wachtwoorden/wachtwoord.ts';

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
 * One statement goes before the hash, and one after it.
 */
export async function meldAan(nodig: Aanmeldcontrole, poging: Aanmeldpoging): Promise<Aanmelduitkomst> {
  try {
    const { herkomst, gebruikersnaam, toestel, weg } = poging;
    const kenmerk = toestelkenmerk(nodig.toestelsleutel, toestel, gebruikersnaam);
    const aanklopper = { gebruikersnaam, kenmerk, bewijzen: toestel.bewijzen };
    const wie = { herkomst, naam: gebruikersnaam, weg, bekend: await gaatVoor(nodig, aanklopper) };
    const { mag, binnen } = await nodig.wachtrij.doe(wie, () => controleer(nodig, aanklopper, poging));
    if (!binnen) {
      nodig.telAanmelding(mag ? 'mislukt' : 'geremd', poging);
      return { soort: 'mislukt' };
    }
    const { middel, telling, nieuweHash } = binnen;
    const herhashing = nieuweHash && { gebruikersnaam, oude_hash: middel.wachtwoord_hash, nieuwe_hash: nieuweHash };
    await noteerAanmelding(nodig, middel.account_uuid, { ...telling, ...herhashing });
    nodig.telAanmelding('gelukt', poging);
    return { soort: 'gelukt', aanmelding: alsAanmelding(middel), toestel: metBewijs(toestel, middel.bewijs) };
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
async function gaatVoor({ db, wachtrij }: Aanmeldcontrole, aanklopper: Aanklopper): Promise<boolean> {
  if (wachtrij.stand().vrij || aanklopper.bewijzen.length === 0) return false;
  return kentToestel(db, aanklopper);
}

/** A right password of somebody who may come in. */
interface Binnen {
  middel: Wachtwoordmiddel;
  telling: Pogingtelling;
  /** When the stored one has another cost than today's. */
  nieuweHash: string | undefined;
}

/**
 * Looks up, counts and hashes: the same work for every try, also for one that may not succeed. Only a visitor
 * with a place in line comes here and is counted.
 */
async function controleer(
  { db, remmen }: Aanmeldcontrole,
  aanklopper: Aanklopper,
  { gebruikersnaam, wachtwoord, toestel }: Aanmeldpoging,
): Promise<{ mag: boolean; binnen?: Binnen }> {
  const { mag, middel, ...telling } = await zoekEnTel(db, aanklopper, remmen.emmers(gebruikersnaam, toestel.id));
  const klopt = await wachtwoordKlopt(middel?.wachtwoord_hash, wachtwoord);
  if (!mag || !middel || !klopt || middel.geblokkeerd_op) return { mag };
  return { mag, binnen: { middel, telling, nieuweHash: await vernieuwHash(middel.wachtwoord_hash, wachtwoord) } };
}
