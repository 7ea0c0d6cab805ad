import type { Middleware } from 'koa';

/**
 * The ways in which an answer may travel back. `fragment` is for clients without a back end, and there are
 * none here.
 */
export const RESPONSE_MODES = ['query', 'form_post'];

/**
 * The library lists every response mode that it knows, whether its clients may use it or not. This lists only
 * ours.
 */
export const enkelWareMetadata: Middleware = async (ctx, next) => {
  await next();
  const metadata = ctx.body as { response_modes_supported?: string[] } | null | undefined;
  if (typeof metadata === 'object' && metadata?.response_modes_supported) {
    metadata.response_modes_supported = RESPONSE_MODES;
  }
};
