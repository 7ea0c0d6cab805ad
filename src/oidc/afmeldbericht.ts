import { randomUUID } from 'node:crypto';
import { importJWK, type JWK, SignJWT } from 'jose';
import type { Toepassing } from '../toepassingen/index.ts';
import { pairwiseSub } from './pairwise.ts';
import type { Afgemeld } from './sessie.ts';

/** What waits in the timetable for one application (OIDC Back-Channel Logout 1.0). The address travels along: a dossier may go. */
export interface Afmeldbericht {
  clientId: string;
  backchannelLogoutUri: string;
  alg: string;
  sub: string;
  sid: string | null;
  sessionUid?: string;
}

/** The messages for those applications that can hear one. */
export function afmeldberichten(
  afgemeld: readonly Afgemeld[],
  toepassing: (clientId: string) => Toepassing | undefined,
  pairwiseZout: string,
): Afmeldbericht[] {
  return afgemeld.flatMap(({ clientId, leerlingId, sid, sessionUid }) => {
    const dossier = toepassing(clientId)?.dossier;
    if (!dossier?.backchannel_logout_uri) return [];
    return [
      {
        clientId,
        backchannelLogoutUri: dossier.backchannel_logout_uri,
        alg: dossier.id_token.id_token_signed_response_alg,
        sub: pairwiseSub(pairwiseZout, clientId, leerlingId),
        sid,
        ...(sessionUid ? { sessionUid } : {}),
      },
    ];
  });
}

/** Delivers one message with a token made for this moment. @throws Error when the application did not take it */
export async function bezorg(
  bericht: Afmeldbericht,
  issuer: string,
  sleutels: readonly JWK[],
  haal: (adres: string, opties: RequestInit) => Promise<Response>,
): Promise<void> {
  const sleutel = sleutels.find(({ alg }) => alg === bericht.alg);
  if (!sleutel) throw new Error(`geen actieve sleutel voor ${bericht.alg}`);
  const token = await new SignJWT({
    ...(bericht.sid ? { sid: bericht.sid } : {}),
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  })
    .setProtectedHeader({ alg: bericht.alg, kid: sleutel.kid ?? '', typ: 'logout+jwt' })
    .setIssuer(issuer)
    .setAudience(bericht.clientId)
    .setSubject(bericht.sub)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('2m')
    .sign(await importJWK(sleutel, bericht.alg));
  const antwoord = await haal(bericht.backchannelLogoutUri, {
    method: 'POST',
    body: new URLSearchParams({ logout_token: token }),
  });
  await antwoord.body?.cancel();
  if (antwoord.status !== 200 && antwoord.status !== 204)
    throw new Error(`${bericht.clientId} antwoordde ${antwoord.status}`);
}
