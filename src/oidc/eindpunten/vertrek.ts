import type { Context, Middleware } from 'koa';
import type { Database } from '../../store/index.ts';
import { alsOidc, isAfmeldbevestiging } from '../bibliotheek/binnenwerk.ts';

/**
 * When a pupil signed out at one application only, the library took that application out of the session. This
 * deletes its row as well.
 */
export function vergeetVertrokken(db: Database): Middleware {
  return (ctx, next) => (isAfmeldbevestiging(ctx) ? next().then(() => vergeet(db, ctx)) : next());
}

async function vergeet(db: Database, ctx: Context): Promise<void> {
  const { client, session, params } = alsOidc(ctx).oidc ?? {};
  if (!client || !session || params?.logout) return;
  await db
    .deleteFrom('oidc_session_clients')
    .where('session_uid', '=', session.uid)
    .where('client_id', '=', client.clientId)
    .execute();
}
