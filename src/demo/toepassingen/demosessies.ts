import { randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import type { Afmeldclaims } from './afmeldtoken.ts';

/** A sign-in that was started, with what its answer will be checked against. */
export interface Lopend {
  nonce: string;
  codeVerifier: string;
}

export interface Ontvangen {
  idTokenClaims: Record<string, unknown>;
  userinfo: Record<string, unknown>;
}

/**
 * One browser at one application. Sign-ins are kept by `state`, so that several tabs can each finish their
 * own.
 */
export interface Sessie {
  lopend: Map<string, Lopend>;
  ontvangen?: Ontvangen | undefined;
  /** LeerID told that this pupil's session ended: by a sign-out elsewhere, a stop, a block or a new code. */
  elders?: boolean;
}

const MEESTE_SESSIES = 1000;
const MEESTE_LOPEND = 10;
const COOKIE = 'demosessie';

/** Kept in memory. A demo that restarts has no sessions. */
export function maakSessies() {
  const sessies = new Map<string, Sessie>();

  function bewaar(ctx: Context, clientId: string, sessie: Sessie): void {
    const id = randomBytes(24).toString('base64url');
    zetBegrensd(sessies, `${clientId} ${id}`, sessie, MEESTE_SESSIES);
    // Lax works for the form_post callback too, because both ports of localhost are one site. A real
    // application is on another site than LeerID. The cookie that must arrive with that form then needs
    // SameSite=None.
    ctx.cookies.set(COOKIE, id, { path: `/${clientId}`, httpOnly: true, sameSite: 'lax', overwrite: true });
  }

  function sleutel(ctx: Context, clientId: string): string {
    return `${clientId} ${ctx.cookies.get(COOKIE)}`;
  }

  return {
    lees: (ctx: Context, clientId: string): Sessie | undefined => sessies.get(sleutel(ctx, clientId)),

    onthoudAanmelding(ctx: Context, clientId: string, state: string, lopend: Lopend): void {
      const bekend = sessies.get(sleutel(ctx, clientId));
      const sessie = bekend ?? { lopend: new Map() };
      if (!bekend) bewaar(ctx, clientId, sessie);
      zetBegrensd(sessie.lopend, state, lopend, MEESTE_LOPEND);
    },

    /** A state can be used once. */
    neemAanmelding(ctx: Context, clientId: string, state: string): Lopend | undefined {
      const lopend = sessies.get(sleutel(ctx, clientId))?.lopend;
      const gevonden = lopend?.get(state);
      lopend?.delete(state);
      return gevonden;
    },

    /**
     * Gives the session a new id, so that an id that was planted before the sign-in is worth nothing after
     * it.
     */
    aangemeld(ctx: Context, clientId: string, ontvangen: Ontvangen): void {
      const lopend = sessies.get(sleutel(ctx, clientId))?.lopend ?? new Map();
      sessies.delete(sleutel(ctx, clientId));
      bewaar(ctx, clientId, { lopend, ontvangen });
    },

    /** Signed out elsewhere. With a `sid` it ends one sign-in, without one all sign-ins of the pupil. */
    afgemeld(clientId: string, { sub, sid }: Afmeldclaims): void {
      for (const [id, { lopend, ontvangen }] of sessies) {
        const claims = id.startsWith(`${clientId} `) ? ontvangen?.idTokenClaims : undefined;
        if (!claims || (sid === undefined ? claims.sub !== sub : claims.sid !== sid)) continue;
        sessies.set(id, { lopend, elders: true });
      }
    },

    sluit(ctx: Context, clientId: string): void {
      sessies.delete(sleutel(ctx, clientId));
      ctx.cookies.set(COOKIE, null, { path: `/${clientId}` });
    },
  };
}

/** A full map loses its oldest entry. */
function zetBegrensd<T>(map: Map<string, T>, sleutel: string, waarde: T, meeste: number): void {
  const [oudste] = map.keys();
  if (map.size >= meeste && oudste !== undefined) map.delete(oudste);
  map.set(sleutel, waarde);
}
