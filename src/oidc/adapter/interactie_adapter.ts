import type { Adapter, AdapterPayload, Interaction, KoaContextWithOIDC } from 'oidc-provider';
import { machinetijd } from '../../klok.ts';
import { huidigVerzoek } from '../bibliotheek/binnenwerk.ts';
import { geheugen } from '../bibliotheek/verzoekgeheugen.ts';
import { LEVENSDUUR_ANTWOORD, type VerzegeldAntwoord } from '../verzoek/verzegeld_antwoord.ts';
import type { VerzegeldVerzoek } from '../verzoek/verzegeld_verzoek.ts';
import type { Wachtplaats } from '../verzoek/wachtplaats.ts';

/**
 * The library's interactions. None is in the database: a request that begins to wait goes to a cookie of its
 * sign-in page, and it goes on from the cookie that the page answered with. So what was kept is only found when
 * it was answered, by the browser that has it.
 */
export function interactieAdapter(gewoon: Adapter, { verzoeken, antwoorden }: Wachtplaats): Adapter {
  return {
    ...gewoon,
    async upsert(uid, inhoud) {
      const { antwoord } = geheugen();
      const verzoek = alsVerzoek(uid, inhoud as unknown as Interactieinhoud);
      // The library keeps an answer when another pupil has to be signed out first (`resume.js`).
      if (antwoord?.uid === uid) antwoorden.bewaar(verzoekNu(), { ...antwoord, ...verzoek });
      else verzoeken.bewaar(verzoekNu(), verzoek);
    },
    async find(uid) {
      const antwoord = antwoorden.lees(verzoekNu(), uid);
      if (!antwoord) return undefined;
      geheugen().antwoord = antwoord;
      return alsInhoud(antwoord);
    },
    async destroy(uid) {
      const { antwoord, verzameld } = geheugen();
      // The session that comes from a sign-in is saved with the answer that it used, or not at all. A refusal
      // gives nothing, so it may come again and leaves no row.
      if (antwoord?.result.login) verzameld.antwoord = { id: antwoord.antwoord, iat: antwoord.gegevenOp };
      antwoorden.vergeet(verzoekNu(), uid);
    },
  };
}

/** The library's type lacks the pushed request that an interaction came from (`models/interaction.js`). */
type Interactieinhoud = Interaction & { parJti?: string };

/** What the library has to read again, and what the page must know. The rest follows from it, or nobody asks it. */
function alsVerzoek(
  uid: string,
  { params, prompt, session, trusted, cid, parJti }: Interactieinhoud,
): VerzegeldVerzoek {
  return {
    uid,
    params: params as VerzegeldVerzoek['params'],
    prompt: {
      name: prompt.name,
      reasons: prompt.reasons,
      details: { browser: prompt.details.browser, reden: prompt.details.reden },
    },
    session: session && { accountId: session.accountId, uid: session.uid },
    trusted,
    cid,
    parJti,
  };
}

/** The cookie was still valid when it was opened. The library asks for an end of its own, too. */
function alsInhoud({ uid, gegevenOp, antwoord: _, ...inhoud }: VerzegeldAntwoord): AdapterPayload {
  const exp = Math.floor(machinetijd() / 1000) + LEVENSDUUR_ANTWOORD;
  return { ...inhoud, jti: uid, kind: 'Interaction', iat: gegevenOp, exp } as AdapterPayload;
}

function verzoekNu(): KoaContextWithOIDC {
  const verzoek = huidigVerzoek();
  if (!verzoek) throw new Error('an interaction lives in the cookies of a request, and there is none');
  return verzoek;
}
