import { type Account, type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { type Deurbenodigdheden, deelMee, type Mededelingsvraag, type Toegang } from '../../mededeling/index.ts';
import { claimsPerScope, TECHNISCHE_CODES } from '../../protocol/index.ts';
import { niemandHoortHet, tokenVanVerzoek } from '../bibliotheek/binnenwerk.ts';
import { geheugen } from '../bibliotheek/verzoekgeheugen.ts';
import { type HoogstensOnder, nodigOnderTekst } from './begonnen_onder.ts';
import { vraagMeegelezenToegang } from './meegelezen_toegang.ts';

/** The pupil of an account that was read for this request. */
export function gelezenLeerling(account: Account | undefined): string | undefined {
  return account?.leerlingId as string | undefined;
}

/**
 * The library's view of a pupil. When a token is redeemed or used, the gate is asked again. Every read of
 * claims goes through the door and is logged first, also a read of `sub` alone. A refusal means that there is
 * no such account: the token is dead.
 */
export function zoekAccount(
  altijd: Deurbenodigdheden,
  hoogstensOnder: HoogstensOnder,
): NonNullable<Configuration['findAccount']> {
  return async (ctx: KoaContextWithOIDC, accountUuid, token): Promise<Account | undefined> => {
    eisKop(ctx);
    if (!token) return { accountId: accountUuid, claims: async () => ({ sub: accountUuid }) };
    const nodig = nodigOnderTekst(altijd, hoogstensOnder, token.clientId ?? '');
    const vraagToelating = async (): Promise<Toegang | undefined> => {
      const antwoord = await vraagMeegelezenToegang(nodig, token.clientId ?? '', accountUuid);
      return antwoord.toegelaten ? antwoord.toegang : undefined;
    };
    const toegang = await vraagToelating();
    if (!toegang) return undefined;
    return {
      accountId: accountUuid,
      leerlingId: toegang.leerling.id,
      async claims(use, scope, claims) {
        // No data are composed then, so none are logged as handed over.
        if (niemandHoortHet(ctx)) return { sub: accountUuid };
        const eigen = Object.keys(claims ?? {});
        // Applications put an ID token in addresses, as a hint. So it contains no data, unless the dossier
        // says why it must.
        const kaal = use === 'id_token' && !toegang.toepassing.dossier.id_token.claims;
        const gedeeld = await deelMee(nodig, toegang, {
          aanleiding: use === 'id_token' ? 'aanmelding' : 'userinfo',
          gevraagd: new Set(kaal ? [] : [...eigen, ...claimsVanScopes(scope)]),
          sessie: 'sessionUid' in token ? (token.sessionUid as string | undefined) : undefined,
          technisch: use === 'id_token' ? technischInIdToken('sid' in token && token.sid, eigen) : ['sub'],
          schrijf: use === 'id_token' ? geheugen().neemInwisseling() : undefined,
          vraagOpnieuw: async () => ((await leeftNog(ctx)) ? vraagToelating() : undefined),
        });
        if (!gedeeld) throw gesloten(use);
        return { ...gedeeld, sub: accountUuid };
      },
    };
  };
}

/** What the library itself puts in an ID token. See `issueIdToken` in its `grant_common.js`. */
function technischInIdToken(
  sid: string | false | undefined,
  gevraagd: readonly string[],
): Mededelingsvraag['technisch'] {
  const erbij = TECHNISCHE_CODES.filter((code) => (code === 'sid' ? sid : code !== 'sub' && gevraagd.includes(code)));
  return ['sub', ...erbij];
}

/**
 * Whether the sign-in is still valid. At this point, the row was written, so a code that is being redeemed
 * has its access token in the database. That token is deleted together with its session and its grant. The
 * same statement reads what the gate has to know.
 */
async function leeftNog({ oidc }: KoaContextWithOIDC): Promise<boolean> {
  const token = tokenVanVerzoek(oidc);
  return token !== undefined && (await oidc.provider.AccessToken.find(token.jti)) !== undefined;
}

/**
 * The answer is the same as when the gate was shut from the start, or when the pupil signed out before: the
 * code or the token is dead.
 */
function gesloten(use: string): Error {
  const uitleg = 'what this answer rests on ended';
  return use === 'id_token' ? new errors.InvalidGrant(uitleg) : new errors.InvalidToken(uitleg);
}

/**
 * The library also accepts a token in a form. A form may end up in a log, and may be sent from anywhere
 * (RFC 9700 § 4.3.2).
 */
function eisKop(ctx: KoaContextWithOIDC): void {
  if (ctx.oidc.route === 'userinfo' && !ctx.get('Authorization'))
    throw new errors.InvalidRequest('access token must be in the Authorization header');
}

const PER_SCOPE: Readonly<Record<string, readonly string[]>> = claimsPerScope();

function claimsVanScopes(scope: string): string[] {
  return scope.split(' ').flatMap((een) => PER_SCOPE[een] ?? []);
}
