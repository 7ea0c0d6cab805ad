import type { Context, Next } from 'koa';
import { isHervatting } from '../bibliotheek/binnenwerk.ts';

/**
 * A request that goes on takes everything from its cookies. If its address has a `client_id`, the library's
 * error handler looks for parameters that were never read, and fails.
 *
 * HEAD asks what GET would answer, and must change nothing (RFC 9110 § 9.2.1). Here GET uses the answer of
 * the sign-in page, which counts once. So a program that only looks is told to use GET.
 */
export async function hervatZonderVraag(ctx: Context, next: Next): Promise<void> {
  if (!isHervatting(ctx)) return next();
  if (ctx.method === 'HEAD') {
    ctx.status = 405;
    ctx.set('Allow', 'GET');
    return;
  }
  ctx.querystring = '';
  return next();
}
