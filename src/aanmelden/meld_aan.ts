import type { NotNull } from 'kysely';
import type { Klok } from '../klok.ts';
import type { Database } from '../store/index.ts';
import type { Poging, Remmen } from './remmen.ts';
import { type Aanmeldmiddel, kentToestel, metBewijs, type Toestel } from './toestel.ts';
import { TeDruk, type Wachtrij } from './wachtrij.ts';
import { wachtwoordKlopt } from './wachtwoord.ts';

export interface Aanmeldcontrole {
  db: Database;
  klok: Klok;
  remmen: Remmen;
  wachtrij: Wachtrij;
  /** Sign the proofs of known devices. */
  cookiesleutels: readonly string[];
  /** For the metrics; the only one that hears the difference between a wrong and a throttled try. */
  telAanmelding(uitkomst: 'gelukt' | 'mislukt' | 'geremd' | 'te_druk'): void;
}

export interface Aanmeldpoging {
  gebruikersnaam: string;
  wachtwoord: string;
  toestel: Toestel;
}

export type Uitkomst =
  | { soort: 'gelukt'; accountUuid: string; toestel: Toestel }
  /** Unknown, wrong, throttled and blocked are one: the same answer after the same time. */
  | { soort: 'mislukt' }
  | { soort: 'te_druk'; seconden: number };

/** Checks a user name with its password. The throttle stands here and not at a page: no way in goes round it. */
export async function meldAan(nodig: Aanmeldcontrole, poging: Aanmeldpoging): Promise<Uitkomst> {
  try {
    const { mag, gelukt, middel, klopt } = await nodig.wachtrij.doe(() => controleer(nodig, poging));
    if (!middel || !klopt || middel.geblokkeerd_op) {
      nodig.telAanmelding(mag ? 'mislukt' : 'geremd');
      return { soort: 'mislukt' };
    }
    await gelukt();
    await noteerAanmelding(nodig, middel.account_uuid);
    nodig.telAanmelding('gelukt');
    const toestel = metBewijs(nodig.cookiesleutels, poging.toestel, middel);
    return { soort: 'gelukt', accountUuid: middel.account_uuid, toestel };
  } catch (fout) {
    if (!(fout instanceof TeDruk)) throw fout;
    nodig.telAanmelding('te_druk');
    return { soort: 'te_druk', seconden: fout.seconden };
  }
}

/** Look up, count, hash: for every try the same three steps. Only who has a place in line comes here and is counted. */
async function controleer(
  { db, remmen, cookiesleutels }: Aanmeldcontrole,
  { gebruikersnaam, wachtwoord, toestel }: Aanmeldpoging,
): Promise<Poging & { middel: Gevonden | undefined; klopt: boolean }> {
  const middel = await zoekMiddel(db, gebruikersnaam);
  const bekend = kentToestel(cookiesleutels, toestel, middel ?? { gebruikersnaam, wachtwoord_hash: '' });
  const geteld = await remmen.reserveer(gebruikersnaam, bekend ? toestel.id : undefined);
  const klopt = await wachtwoordKlopt(geteld.mag ? middel?.wachtwoord_hash : undefined, wachtwoord);
  return { ...geteld, middel, klopt };
}

type Gevonden = Aanmeldmiddel & { account_uuid: string; geblokkeerd_op: Temporal.Instant | null };

/** Who has not chosen a password yet is as unknown here as a name that nobody has. */
function zoekMiddel(db: Database, gebruikersnaam: string): Promise<Gevonden | undefined> {
  return db
    .selectFrom('aanmeldmiddelen')
    .innerJoin('accounts', 'accounts.account_uuid', 'aanmeldmiddelen.account_uuid')
    .select(['accounts.account_uuid', 'gebruikersnaam', 'wachtwoord_hash', 'geblokkeerd_op'])
    .where('gebruikersnaam', '=', gebruikersnaam)
    .where('wachtwoord_hash', 'is not', null)
    .$narrowType<{ wachtwoord_hash: NotNull }>()
    .executeTakeFirst();
}

/** The term of an account that nobody uses runs from here (S0 art. 3). */
export async function noteerAanmelding(
  { db, klok }: Pick<Aanmeldcontrole, 'db' | 'klok'>,
  accountUuid: string,
): Promise<void> {
  await db
    .updateTable('accounts')
    .set({ laatst_aangemeld_op: klok.nu().toString() })
    .where('account_uuid', '=', accountUuid)
    .execute();
}
