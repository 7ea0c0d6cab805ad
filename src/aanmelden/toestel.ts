import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import { hostkoekje } from '../web/index.ts';

/**
 * Which accounts signed in on a device, told by the device itself: a cookie with a random id and for each account a proof
 * that only we can make. No table: it would record which pupils share a device, grow for ever and cost a write at each
 * sign-in. Each proof is an HMAC, so the cookie needs no other signature.
 */
export interface Toestel {
  id: string;
  /** Newest first. */
  bewijzen: readonly string[];
}

/** What a proof is bound to. With the stored hash in it, a new password makes all devices of the account unknown again. */
export interface Aanmeldmiddel {
  gebruikersnaam: string;
  wachtwoord_hash: string;
}

/** A class with one tablet. Together with the id 566 characters; who signed in longest ago gives way. */
const MEESTE = 32;
const VORM = new RegExp(`^[\\w-]{22}(\\.[\\w-]{16}){0,${MEESTE}}$`);
const HALF_JAAR = 182 * 24 * 3_600_000;

/** A device without our cookie, or with one that can't be ours, is a new one. */
export function leesToestel(waarde: string | undefined): Toestel {
  const [id = '', ...bewijzen] = waarde && VORM.test(waarde) ? waarde.split('.') : [];
  return { id: id || randomBytes(16).toString('base64url'), bewijzen };
}

export function schrijfToestel({ id, bewijzen }: Toestel): string {
  return [id, ...bewijzen].join('.');
}

/** @param sleutel none of the cookie keys: a proof lives half a year, and those are rotated sooner */
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

/** Reads and sets the cookie. Under https the browser itself holds it to this very host (`__Host-`). */
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
