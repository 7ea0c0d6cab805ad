import type { Context, Next } from 'koa';
import { isHervatting } from '../bibliotheek/binnenwerk.ts';

/**
 * A request that goes on takes everything from its cookie. If its address has a `client_id`, the library's
 * error handler looks for parameters that were never read, and fails.
 */
export function hervatZonderVraag(ctx: Context, next: Next): Promise<void> {
  if (isHervatting(ctx)) ctx.querystring = '';
  return next();
}
