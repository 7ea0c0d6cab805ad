import type { JWK } from 'jose';
import type { Middleware } from 'koa';
import compose from 'koa-compose';
import type { Provider } from 'oidc-provider';
import { type Database, omBeurt } from '../store/index.ts';
import { leesOndertekensleutels, leesSleutelstand } from './sleutels/ondertekensleutels.ts';

/**
 * The provider as it is now. The library reads its keys once, so other keys need another provider. Requests
 * that have begun finish with the old provider.
 */
export interface LevendeProvider {
  middleware: Middleware;
  nu(): Provider;
  /** Looks whether the stages of the signing keys changed, and makes another provider if they did. */
  ververs(): Promise<void>;
}

export async function volgProvider(
  db: Database,
  hoofdsleutel: string,
  moment: () => Temporal.Instant,
  bouw: (sleutels: JWK[]) => Provider,
): Promise<LevendeProvider> {
  const bouwNu = async () => {
    const provider = bouw(await leesOndertekensleutels(db, hoofdsleutel, moment()));
    return { provider, middleware: compose(provider.middleware) };
  };
  // With this order, a change that comes in between is noticed later.
  let gezien = await afdruk(db);
  let actueel = await bouwNu();
  return {
    middleware: (ctx, next) => actueel.middleware(ctx, next),
    nu: () => actueel.provider,
    ververs: omBeurt(async () => {
      const nu = await afdruk(db);
      if (nu === gezien) return;
      actueel = await bouwNu();
      gezien = nu;
    }),
  };
}

async function afdruk(db: Database): Promise<string> {
  return (await leesSleutelstand(db)).map(({ kid, status }) => `${kid} ${status}`).join();
}
