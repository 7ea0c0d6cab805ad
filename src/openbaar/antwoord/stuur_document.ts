import type { Context } from 'koa';
import type { Document } from './document.ts';

/**
 * How long a cache may show a page without asking again. A stop must show within seconds.
 * docs/keuzes/openbaar.md#a-page-of-the-register-may-be-five-seconds-old
 */
export const KORT = 'public, max-age=5, must-revalidate';
const VOORGOED = 'public, max-age=31536000, immutable';

/** Sends it, or says that the visitor has it already (304). */
export function stuurDocument(ctx: Context, { soort, vormen, isVoorgoed, bestandsnaam }: Document): void {
  const codering = ctx.acceptsEncodings('gzip', 'identity') === 'gzip' ? 'gzip' : 'identity';
  const { bytes, etag } = vormen[codering];
  ctx.status = 200;
  ctx.vary('Accept-Encoding');
  ctx.set('ETag', etag);
  ctx.set('Cache-Control', isVoorgoed ? VOORGOED : KORT);
  // Other sites may show what is public. Nothing here depends on who asks.
  ctx.set('Access-Control-Allow-Origin', '*');
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.type = soort;
  if (bestandsnaam) ctx.attachment(bestandsnaam, { type: 'attachment' });
  if (codering === 'gzip') ctx.set('Content-Encoding', 'gzip');
  ctx.body = bytes;
}
