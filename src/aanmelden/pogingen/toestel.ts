import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import { hostkoekje } from '../../web/index.ts';

/**
 * Which accounts signed in on a device, as the device itself tells it: a cookie with a random id, and for
 * each account a proof that only LeerID can make. There is no table. It would record which pupils share a
 * device, grow for ever, and cost a write at each sign-in. Each proof is an HMAC, so the cookie needs no
 * other signature.
 */
export interface Toestel {
  id: string;
  /** Newest first. */
  bewijzen: readonly string[];
}

/** Enough for a class with one tablet; with the id 566 characters. A new proof replaces the oldest one. */
const MEESTE = 32;
const VORM = new RegExp(`^[\\w-]{22}(\\.[\\w-]{16}){0,${MEESTE}}$`);
const HALF_JAAR = 182 * 24 * 3_600_000;

/** A device without our cookie, or with a cookie that can't be ours, is a new device. */
export function leesToestel(waarde: string | undefined): Toestel {
  const [id = '', ...bewijzen] = waarde && VORM.test(waarde) ? waarde.split('.') : [];
  return { id: id || randomBytes(16).toString('base64url'), bewijzen };
}

export function schrijfToestel({ id, bewijzen }: Toestel): string {
  return [id, ...bewijzen].join('.');
}

/**
 * What this device and this user name have in common, for `bewijsSql`. Only LeerID can make it.
 * @param sleutel not a cookie key: a proof lives half a year, and cookie keys are rotated sooner
 * @returns hexadecimal
 */
export function toestelkenmerk(sleutel: string, { id }: Toestel, gebruikersnaam: string): string {
  return createHmac('sha256', sleutel).update(['toestel', id, gebruikersnaam].join('\0')).digest('hex');
}

/**
 * SQL that gives the proof of a device for a user name. The database makes it, so that one statement can read
 * the password and count the try. The proof is bound to the salt of the stored hash: a new password has
 * another salt, and then no device of the account is known any more. A password that is hashed anew keeps its
 * salt (`vernieuwHash`).
 *
 * The comparison does not take constant time. What it could tell is a few nanoseconds, in an answer that holds
 * a hash of milliseconds, and each try is counted.
 * @param kenmerk SQL that gives a `toestelkenmerk`
 * @param hash SQL that gives a PHC string: `$argon2id$v=…$m=…$salt$hash`
 */
export function bewijsSql(kenmerk: string, hash: string): string {
  const geheel = `sha256(decode(${kenmerk}, 'hex') || convert_to(split_part(${hash}, '$', 5), 'UTF8'))`;
  return `translate(encode(substring(${geheel} for 12), 'base64'), '+/', '-_')`;
}

/** @param bewijs made by `bewijsSql` */
export function metBewijs(toestel: Toestel, bewijs: string): Toestel {
  const andere = toestel.bewijzen.filter((een) => een !== bewijs);
  return { ...toestel, bewijzen: [bewijs, ...andere].slice(0, MEESTE) };
}

/** Reads and sets the cookie. Under https the browser itself binds it to this very host (`__Host-`). */
export function toestelkoekje(https: boolean) {
  const naam = hostkoekje(https, 'leerid_toestel');
  return {
    lees: (ctx: Context): Toestel => leesToestel(ctx.cookies.get(naam, { signed: false })),
    zet: (ctx: Context, toestel: Toestel): void => {
      const kenmerken = { httpOnly: true, sameSite: 'lax', secure: https, signed: false } as const;
      ctx.cookies.set(naam, schrijfToestel(toestel), { ...kenmerken, maxAge: HALF_JAAR });
    },
  };
}
