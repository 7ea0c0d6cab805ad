import type { Context, Next } from 'koa';
import { isHervatting } from '../bibliotheek/binnenwerk.ts';

/**
 * A request that goes on takes everything from its cookie. With a `client_id` in its address, the library's
 * error handler would look for parameters that were never read, and fail.
 */
export async function hervatZonderVraag(ctx: Context, next: Next): Promise<void> {
  if (isHervatting(ctx)) ctx.querystring = '';
  await next();
}
