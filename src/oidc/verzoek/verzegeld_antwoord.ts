import { randomBytes } from 'node:crypto';
import type { InteractionResults } from 'oidc-provider';
import { machinetijd } from '../../klok.ts';
import { hervattingspad, weigerGesloten } from '../bibliotheek/binnenwerk.ts';
import { isVanBrowser } from './browserband.ts';
import {
  isDicht,
  type MetOpening,
  magVerder,
  metOpening,
  type VerzegeldVerzoek,
  type Verzoekcontext,
  type Zegelbenodigdheden,
} from './verzegeld_verzoek.ts';

/**
 * The answer of a sign-in page: the request with what the pupil did. It travels in another cookie, to the
 * address where the request goes on. It lives for a minute and counts once: see `adapter/sessie_bewaren.ts`.
 */
export interface VerzegeldAntwoord extends VerzegeldVerzoek {
  result: InteractionResults;
  /** Distinguishes this answer from every other one, also from another answer to the same request. */
  antwoord: string;
  /** Epoch seconds. It does not change, so that two uses name the same row on either side of midnight. */
  gegevenOp: number;
}

/** Seconds. A browser follows at once. */
export const LEVENSDUUR_ANTWOORD = 60;

/**
 * Only the seal says when an answer is over. A browser whose clock is a minute ahead would drop a cookie that
 * says so before it follows, and no password would ever lead in.
 */
const HOUDBAAR = { telt: LEVENSDUUR_ANTWOORD };

export interface VerzegeldeAntwoorden {
  geef(ctx: Verzoekcontext, verzoek: VerzegeldVerzoek, result: InteractionResults): void;
  /** Keeps an answer for another minute, because the browser has to pass by another page first. */
  bewaar(ctx: Verzoekcontext, antwoord: VerzegeldAntwoord): void;
  /**
   * Undefined when the answer is over, is not ours, or its request may not go on here. Where its application
   * closed meanwhile, the refusal says so.
   */
  lees(ctx: Verzoekcontext, uid: string): VerzegeldAntwoord | undefined;
  vergeet(ctx: Verzoekcontext, uid: string): void;
}

/** A change of what is sealed makes another version of it. */
const VERSIE = 1;

export function verzegeldeAntwoorden(nodig: Zegelbenodigdheden): VerzegeldeAntwoorden {
  const koekje = nodig.verzegeldKoekje('leerid_antwoord', VERSIE);
  const plek = (uid: string) => ({ van: uid, pad: hervattingspad(uid) });
  const bewaar = (ctx: Verzoekcontext, antwoord: VerzegeldAntwoord) =>
    koekje.zet(ctx, plek(antwoord.uid), metOpening(nodig, antwoord), HOUDBAAR);
  return {
    geef(ctx, verzoek, result) {
      const gegevenOp = Math.floor(machinetijd() / 1000);
      bewaar(ctx, { ...verzoek, result, antwoord: randomBytes(16).toString('base64url'), gegevenOp });
    },
    bewaar,
    lees(ctx, uid) {
      const antwoord = koekje.lees(ctx, uid) as MetOpening<VerzegeldAntwoord> | undefined;
      if (antwoord && isVanBrowser(ctx, antwoord.prompt.details) && isDicht(nodig, antwoord)) {
        weigerGesloten(antwoord.params);
      }
      return magVerder(nodig, ctx, antwoord);
    },
    vergeet: (ctx, uid) => koekje.vergeet(ctx, plek(uid)),
  };
}
