import type { JWK } from 'jose';
import type { Context, Middleware } from 'koa';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Database, Werkrooster } from '../store/index.ts';
import type { Toepassing } from '../toepassingen/index.ts';
import { type Afmeldbericht, afmeldberichten, bezorg } from './afmeldbericht.ts';
import { type Afgemeld, beeindigSessie, beeindigSessiesVan, clientsVanSessie } from './sessie.ts';

export const AFMELDING = 'afmelding';

/** Long enough for the library to end the session; the message goes only if it did. */
const BEDENKTIJD = 2;

export interface Afmeldbenodigdheden {
  db: Database;
  rooster: Werkrooster;
  issuer: string;
  pairwiseZout: string;
  toepassing(clientId: string): Toepassing | undefined;
  sleutels(): Promise<JWK[]>;
  haal(adres: string, opties: RequestInit): Promise<Response>;
}

/** Ends what has to end and puts the messages to the applications down in one transaction: logout that arrives. */
export async function meldAf(
  {
    db,
    rooster,
    toepassing,
    pairwiseZout,
  }: Pick<Afmeldbenodigdheden, 'db' | 'rooster' | 'toepassing' | 'pairwiseZout'>,
  beeindig: (trx: Database) => Promise<Afgemeld[]>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const afgemeld = await beeindig(trx);
    await rooster.geefOp(trx, AFMELDING, afmeldberichten(afgemeld, toepassing, pairwiseZout));
  });
}

/** Ends the sessions of these accounts, in the caller's transaction. */
export async function meldAccountsAf(
  { rooster, toepassing, pairwiseZout }: Pick<Afmeldbenodigdheden, 'rooster' | 'toepassing' | 'pairwiseZout'>,
  trx: Database,
  accountUuids: readonly string[],
): Promise<void> {
  const afgemeld = await beeindigSessiesVan(trx, accountUuids);
  await rooster.geefOp(trx, AFMELDING, afmeldberichten(afgemeld, toepassing, pairwiseZout));
}

/** Takes the waiting messages on. A session that turned out to be open still (the pupil stayed) needs none. */
export async function bezorgAfmeldingen(nodig: Afmeldbenodigdheden): Promise<void> {
  await nodig.rooster.neemAan<Afmeldbericht>(AFMELDING, async (bericht) => {
    if (bericht.sessionUid && (await isOpen(nodig.db, bericht.sessionUid))) return;
    await bezorg(bericht, nodig.issuer, await nodig.sleutels(), nodig.haal);
  });
}

/** As loosely as the library matches its addresses. */
const BEVESTIGING = /^\/logout\/confirm\/?$/i;

/**
 * Around the library's own logout: the messages are put down before the session ends, so that no crash between the two can
 * lose them, and thought over for a moment.
 */
export function kondigAfmeldingAan(nodig: Afmeldbenodigdheden, provider: () => Provider): Middleware {
  return async (ctx: Context, next) => {
    const bevestigd = BEVESTIGING.test(ctx.path);
    if (ctx.method === 'POST' && bevestigd) {
      const sessie = await provider().Session.get(ctx);
      const clients = sessie.uid ? await clientsVanSessie(nodig.db, sessie.uid) : [];
      const berichten = afmeldberichten(clients, nodig.toepassing, nodig.pairwiseZout);
      await nodig.db.transaction().execute((trx) => nodig.rooster.geefOp(trx, AFMELDING, berichten, BEDENKTIJD));
    }
    await next();
    if (bevestigd) await vergeetVertrokken(nodig.db, ctx as unknown as KoaContextWithOIDC);
  };
}

/** Signed out at one application only: the library took it out of the session, so its row goes as well. */
async function vergeetVertrokken(db: Database, { oidc }: KoaContextWithOIDC): Promise<void> {
  const { Client: client, Session: sessie } = oidc?.entities ?? {};
  if (!client || !sessie || oidc.params?.logout) return;
  await db
    .deleteFrom('oidc_session_clients')
    .where('session_uid', '=', sessie.uid)
    .where('client_id', '=', client.clientId)
    .execute();
}

/** "Dat ben ik niet": the session on this device ends, and its applications hear of it. */
export function eindigSessie(nodig: Afmeldbenodigdheden, uid: string): Promise<void> {
  return meldAf(nodig, (trx) => beeindigSessie(trx, uid));
}

async function isOpen(db: Database, uid: string): Promise<boolean> {
  return (await db.selectFrom('oidc_sessions').select('id').where('uid', '=', uid).executeTakeFirst()) !== undefined;
}
