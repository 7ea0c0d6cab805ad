import type { Context, Next } from 'koa';
import { isHervatting } from '../bibliotheek/binnenwerk.ts';

/**
 * The way back into a waiting request takes everything from the cookie. With a `client_id` in its address, the library's
 * error handler looks for parameters that were never read and trips.
 */
export async function hervatZonderVraag(ctx: Context, next: Next): Promise<void> {
  if (isHervatting(ctx)) ctx.querystring = '';
  await next();
}
