import { createHmac } from 'node:crypto';
import type { Context } from 'koa';
import { afgeleideSleutel } from '../afgeleid.ts';
import { machinetijd } from '../klok.ts';
import { ontsleutel, versleutel } from '../versleuteling.ts';
import { padkoekje } from './koekjes.ts';

/**
 * A cookie that only LeerID can read and write. It belongs to one thing: each thing has a key of its own, so
 * what was sealed for one thing does not open as another, and no key seals many messages. It says inside
 * until when it counts. A long one travels in parts. The key stands for all of them together, so parts of two
 * seals do not fit.
 */
export interface Verzegeldkoekje {
  /** @param inhoud anything that JSON can say, in at most 5 600 bytes */
  zet(ctx: MetKoekjes, waar: Koekjesplek, inhoud: unknown, houdbaar: Houdbaarheid): void;
  /**
   * What was sealed for this thing. Undefined when there is no such cookie, when it is over, or when it is not
   * ours. The size is looked at before anything is opened.
   */
  lees(ctx: MetKoekjes, van: string): unknown;
  vergeet(ctx: MetKoekjes, waar: Koekjesplek): void;
}

/** The thing that a cookie belongs to, and the path of the only page that gets it. */
export interface Koekjesplek {
  van: string;
  pad: string;
}

/** In seconds. */
export interface Houdbaarheid {
  /** How long the seal counts, by our clock. */
  telt: number;
  /** How long the browser keeps the cookie, by its own clock, which may be wrong. Without it: until it closes. */
  blijft?: number;
}

/** Koa's context, also where a library gave it a type of its own. */
export type MetKoekjes = Pick<Context, 'cookies'>;

/** @param versie of the form of the content; what another version sealed does not open */
export type Verzegelaar = (soort: string, versie: number) => Verzegeldkoekje;

/** Characters of one part. With its name and its path, a cookie stays under the 4 096 bytes of a browser. */
const DEEL = 3_800;
/** More would not pass the header limits of proxies: docs/beheer.md. */
const MEESTE = 2;

/**
 * @param sleutels cookie keys: the first one seals, all of them open
 * @param bijVreemd is told the name of a cookie that none of them opens
 */
export function verzegeldeKoekjes(
  sleutels: readonly string[],
  https: boolean,
  bijVreemd: (koekje: string) => void = () => {},
): Verzegelaar {
  const basis = sleutels.map((geheim) => Buffer.from(afgeleideSleutel(geheim, 'verzegelde koekjes'), 'base64url'));
  const [eerste] = basis;
  if (!eerste) throw new Error('there is no cookie key');
  const vast = { httpOnly: true, sameSite: 'lax', secure: https, signed: false } as const;
  return (soort, versie) => {
    const namen = Array.from({ length: MEESTE }, (_, i) => padkoekje(https, i === 0 ? soort : `${soort}_${i + 1}`));
    const sleutelVoor = (van: string, sleutel: Buffer) =>
      createHmac('sha256', sleutel).update([soort, versie, van].join('\0')).digest();
    return {
      zet(ctx, { van, pad }, inhoud, { telt, blijft }) {
        const verloopt = Math.floor(machinetijd() / 1000) + telt;
        const kenmerken = { ...vast, path: pad, ...(blijft && { maxAge: blijft * 1000 }) };
        const zegel = versleutel(sleutelVoor(van, eerste), JSON.stringify([verloopt, inhoud]));
        for (const [i, deel] of inDelen(zegel.toString('base64url')).entries()) {
          ctx.cookies.set(namen[i] ?? '', deel, kenmerken);
        }
      },
      lees(ctx, van) {
        const delen = namen.map((naam) => ctx.cookies.get(naam, { signed: false }));
        if (delen[0] === undefined) return undefined;
        const zegel = Buffer.from(voegSamen(delen) ?? '', 'base64url');
        for (const sleutel of basis) {
          const tekst = ontsleutel(sleutelVoor(van, sleutel), zegel);
          if (tekst === undefined) continue;
          const [verloopt, inhoud] = JSON.parse(tekst) as [number, unknown];
          return verloopt * 1000 > machinetijd() ? inhoud : undefined;
        }
        bijVreemd(namen[0] ?? soort);
        return undefined;
      },
      vergeet(ctx, { pad }) {
        for (const naam of namen) {
          if (ctx.cookies.get(naam, { signed: false })) ctx.cookies.set(naam, null, { ...vast, path: pad });
        }
      },
    };
  };
}

/** The first part begins with the number of parts: an older, longer seal may have left a second one. */
function inDelen(zegel: string): string[] {
  const aantal = Math.ceil((zegel.length + 1) / DEEL);
  if (aantal > MEESTE) throw new Error(`a sealed cookie of ${zegel.length} characters is too long`);
  const geheel = `${aantal}${zegel}`;
  return Array.from({ length: aantal }, (_, i) => geheel.slice(i * DEEL, (i + 1) * DEEL));
}

function voegSamen(delen: readonly (string | undefined)[]): string | undefined {
  const aantal = Number(delen[0]?.[0]);
  if (!(aantal >= 1 && aantal <= MEESTE)) return undefined;
  const gebruikt = delen.slice(0, aantal);
  const zijnGoed = gebruikt.every((deel) => deel !== undefined && deel.length <= DEEL);
  return zijnGoed ? gebruikt.join('').slice(1) : undefined;
}
