import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import { hostkoekje } from '../web/index.ts';

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

/**
 * What a proof is bound to. It includes the stored hash: after a new password, no device of the account is
 * known any more.
 */
export interface Aanmeldmiddel {
  gebruikersnaam: string;
  wachtwoord_hash: string;
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

/** @param sleutel not a cookie key: a proof lives half a year, and cookie keys are rotated sooner */
export function kentToestel(sleutel: string, toestel: Toestel, middel: Aanmeldmiddel): boolean {
  const verwacht = Buffer.from(bewijs(sleutel, toestel.id, middel));
  return toestel.bewijzen.some((een) => timingSafeEqual(Buffer.from(een), verwacht));
}

export function metBewijs(sleutel: string, toestel: Toestel, middel: Aanmeldmiddel): Toestel {
  const nieuw = bewijs(sleutel, toestel.id, middel);
  const andere = toestel.bewijzen.filter((een) => een !== nieuw);
  return { ...toestel, bewijzen: [nieuw, ...andere].slice(0, MEESTE) };
}

function bewijs(sleutel: string, id: string, { gebruikersnaam, wachtwoord_hash }: Aanmeldmiddel): string {
  const inhoud = ['toestel', id, gebruikersnaam, wachtwoord_hash].join('\0');
  return createHmac('sha256', sleutel).update(inhoud).digest().subarray(0, 12).toString('base64url');
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
