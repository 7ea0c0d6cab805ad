import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { gelezenHint } from '../bibliotheek/binnenwerk.ts';

/**
 * An application may say which pupil a request is about: by `id_token_hint` (OIDC Core § 3.1.2.1) or by a
 * value of `sub` in the claims parameter (§ 5.5.1). Only that pupil gets a code.
 */

const { Check } = interactionPolicy;

/**
 * A hint that was checked becomes a claim with the same meaning. So no ID token is kept with the request. The
 * hint also counts after the sign-in, when the library has forgotten it.
 */
export function hintAlsClaim({ oidc }: KoaContextWithOIDC): void {
  const { params } = oidc;
  const hint = gelezenHint(oidc);
  if (!params || !hint) return;
  params.claims = metOnderwerp(params.claims, hint.sub);
  params.id_token_hint = undefined;
}

/** @param claims the claims parameter of the request, which the library has already read */
export function metOnderwerp(claims: unknown, sub: unknown): string {
  const verzoek = typeof claims === 'string' ? JSON.parse(claims) : {};
  if (toegelaten(verzoek)?.includes(sub) === false) {
    throw new errors.InvalidRequest('id_token_hint and claims name different subjects');
  }
  return JSON.stringify({
    ...verzoek,
    id_token: { ...verzoek.id_token, sub: { ...verzoek.id_token?.sub, value: sub } },
  });
}

export function nietTegenstrijdig(claims: Gevraagd): void {
  if (toegelaten(claims)?.length === 0) throw new errors.InvalidRequest('claims name no subject that all of it allows');
}

interface Gevraagd {
  id_token?: { sub?: unknown } | undefined;
  userinfo?: { sub?: unknown } | undefined;
}

/**
 * The values of `sub` that both members of the parameter allow, because both answers are about one pupil.
 * Undefined when neither of them gives one.
 */
function toegelaten({ id_token, userinfo }: Gevraagd): unknown[] | undefined {
  const lijsten = [id_token?.sub, userinfo?.sub].flatMap((eis) => {
    const { value, values } = (eis ?? {}) as { value?: unknown; values?: unknown };
    return [value, values].flatMap((een) => (een === undefined ? [] : [[een].flat()]));
  });
  const [eerste, ...andere] = lijsten;
  return eerste?.filter((een) => andere.every((lijst) => lijst.includes(een)));
}

/** Replaces the library's own check, which would show the sign-in form to another pupil for ever. */
export function gevraagdOnderwerp(pairwise: (ctx: KoaContextWithOIDC, accountId: string) => Promise<string>) {
  return new Check('gevraagd_onderwerp', 'requested subject could not be obtained', 'login_required', async (ctx) => {
    const { session, claims, result } = ctx.oidc;
    const wie = toegelaten(claims);
    if (!wie || !session?.accountId) return false;
    if (wie.includes(await pairwise(ctx, session.accountId))) return false;
    if (result?.login) throw new errors.LoginRequired('the pupil who signed in is not the requested subject');
    return true;
  });
}
