import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'jose';
import { type Kluis, ontzegel, verzegel } from '../../sleutelkluis.ts';
import type { Database } from '../../store/index.ts';
import type { Notitietekenaar } from '../boom/notitie.ts';
import { leesVkey, maakVkey } from '../boom/vkey.ts';
import { leesZegelmoment, neemZegel } from './zegelbeurt.ts';

/**
 * The keys with which the log signs its checkpoints. One has no end. After a change the one before signs as well,
 * until its end; then its private half goes. Public halves stay.
 * docs/keuzes/privacylog.md#keys-of-the-log
 */

/** How long an old key goes on signing beside the new one: time for auditors and witnesses to learn the new one. */
const OVERLAP = Temporal.Duration.from({ hours: 30 * 24 });

export interface Logsleutel {
  /** The public half, with the name of the log. */
  vkey: string;
  van: Temporal.Instant;
  /** From when it signs no more. Null for the one that goes on. */
  tot: Temporal.Instant | null;
}

/** The name of a log (C2SP tlog-tiles): where it is served, without the scheme. */
export const originVan = (issuer: string): string => `${new URL(issuer).host}/privacylog`;

const kluisVan = (hoofdsleutel: string): Kluis => ({ hoofdsleutel, doel: 'sleutels van het privacylog' });

/** All keys, the oldest first. */
export function leesLogsleutels(db: Database): Promise<Logsleutel[]> {
  return db.selectFrom('privacylogsleutels').select(['vkey', 'van', 'tot']).orderBy('van').orderBy('vkey').execute();
}

/**
 * Makes the first key, and with it the name of the log, which never changes. Where there is a key, it looks whether
 * the master key opens it. When several nodes start together, one of them makes the key.
 * @param origin the name of a log that has none yet
 */
export async function zorgVoorLogsleutel(
  db: Database,
  hoofdsleutel: string,
  origin: string,
  nu: Temporal.Instant,
): Promise<void> {
  const bestaande = await db.selectFrom('privacylogsleutels').select('vkey').limit(1).executeTakeFirst();
  if (!bestaande) await voegToe(db, hoofdsleutel, origin, nu);
  await leesTekenaars(db, hoofdsleutel, nu);
}

/**
 * Who signs a checkpoint now: the key that goes on comes first.
 * @throws Error when the master key is another one
 */
export async function leesTekenaars(
  db: Database,
  hoofdsleutel: string,
  nu: Temporal.Instant,
): Promise<[Notitietekenaar, ...Notitietekenaar[]]> {
  const rijen = await db
    .selectFrom('privacylogsleutels')
    .select(['vkey', 'verzegeld'])
    .where('verzegeld', 'is not', null)
    .where(({ eb, or }) => or([eb('tot', 'is', null), eb('tot', '>', nu)]))
    .orderBy('tot', (volgorde) => volgorde.desc().nullsFirst())
    .execute();
  const [eerste, ...verder] = rijen.map(({ vkey, verzegeld }) => ({
    naam: naamVan(vkey),
    sleutel: createPrivateKey({ key: ontzegel(kluisVan(hoofdsleutel), verzegeld as Buffer, vkey), format: 'jwk' }),
  }));
  if (!eerste) throw new Error('het privacylog heeft nog geen sleutel: start eerst de server');
  return [eerste, ...verder];
}

/**
 * Makes a new key, with which the log goes on.
 * @param gelekt no older key signs any more, because somebody else may have it
 */
export async function wisselLogsleutel(
  db: Database,
  hoofdsleutel: string,
  nu: Temporal.Instant,
  gelekt: boolean,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await neemZegel(trx);
    const moment = await leesZegelmoment(trx, nu);
    const [{ naam }] = await leesTekenaars(trx, hoofdsleutel, moment);
    const einde = gelekt ? moment : moment.add(OVERLAP);
    const sleutels = trx.updateTable('privacylogsleutels').set({ tot: einde.toString() });
    await sleutels.where('tot', 'is', null).execute();
    if (gelekt) await sleutels.where('tot', '>', einde).execute();
    await voegToe(trx, hoofdsleutel, naam, moment);
    await wisVoorbije(trx, moment);
  });
}

/** Erases private halves that sign no more. */
export async function wisVoorbije(db: Database, nu: Temporal.Instant): Promise<void> {
  await db
    .updateTable('privacylogsleutels')
    .set({ verzegeld: null })
    .where('verzegeld', 'is not', null)
    .where('tot', '<=', nu)
    .execute();
}

/** An index allows one key without an end. Where there is one already, nothing is added. */
async function voegToe(db: Database, hoofdsleutel: string, naam: string, nu: Temporal.Instant): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const vkey = maakVkey(naam, 'ondertekening', privateKey).tekst;
  const verzegeld = verzegel(kluisVan(hoofdsleutel), privateKey.export({ format: 'jwk' }) as JWK, vkey);
  await db
    .insertInto('privacylogsleutels')
    .values({ vkey, verzegeld, van: nu.toString() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function naamVan(tekst: string): string {
  const vkey = leesVkey(tekst);
  if (!vkey) throw new Error(`privacylogsleutels: ${tekst} is geen publieke sleutel`);
  return vkey.naam;
}
