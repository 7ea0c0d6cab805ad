import { type Account, type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { type Deurbenodigdheden, deelMee } from '../mededeling/index.ts';
import { claimsPerScope } from '../protocol/index.ts';
import type { Poort } from './poort.ts';

/** The pupil behind an account that was read for this request. */
export function gelezenLeerling(account: Account | undefined): string | undefined {
  return account?.leerlingId as string | undefined;
}

/**
 * The library's view of a pupil. Where a token is redeemed or used, the gate is asked anew, and every read of claims goes
 * through the door: logged first. Refused means "no such account": the token is dead.
 */
export function zoekAccount(nodig: Deurbenodigdheden, poort: Poort): NonNullable<Configuration['findAccount']> {
  return async (ctx: KoaContextWithOIDC, accountUuid, token): Promise<Account | undefined> => {
    eisKop(ctx);
    if (!token) return { accountId: accountUuid, claims: async () => ({ sub: accountUuid }) };
    const antwoord = await poort.vraag(token.clientId ?? '', accountUuid);
    if (!antwoord.toegelaten) return undefined;
    const { toegang } = antwoord;
    return {
      accountId: accountUuid,
      leerlingId: toegang.leerling.id,
      async claims(use, scope, claims) {
        const inIdToken = use === 'id_token';
        // An ID token comes back in addresses, as a hint: it carries no data, unless the dossier says why it has to.
        if (inIdToken && !toegang.toepassing.dossier.id_token.claims) return { sub: accountUuid };
        if (niemandHoortHet(ctx)) return { sub: accountUuid };
        const gevraagd = new Set([...Object.keys(claims ?? {}), ...claimsVanScopes(scope)]);
        const gedeeld = await deelMee(nodig, toegang, gevraagd, inIdToken ? 'aanmelding' : 'userinfo');
        return { ...gedeeld, sub: accountUuid };
      },
    };
  };
}

/** HEAD gets no body, and who hung up gets nothing: no data are composed for them, so none are logged as handed over. */
function niemandHoortHet({ method, req }: KoaContextWithOIDC): boolean {
  return method === 'HEAD' || req.socket.destroyed;
}

/** The library takes a token in a form as well, where it may end up in a log or be sent from anywhere (RFC 9700 § 4.3.2). */
function eisKop(ctx: KoaContextWithOIDC): void {
  if (ctx.oidc.route === 'userinfo' && !ctx.get('Authorization'))
    throw new errors.InvalidRequest('access token must be in the Authorization header');
}

const PER_SCOPE: Readonly<Record<string, readonly string[]>> = claimsPerScope();

function claimsVanScopes(scope: string): string[] {
  return scope.split(' ').flatMap((een) => PER_SCOPE[een] ?? []);
}
