import type { Context, Middleware } from 'koa';

const BASIS = {
  'default-src': "'none'",
  'style-src': "'self'",
  'img-src': "'self'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
};

/**
 * Sets the security headers of every answer. A page then loads nothing from elsewhere, is shown in no frame,
 * is kept in no cache, and passes no address on.
 */
export function beveiligingskoppen(https: boolean): Middleware {
  const koppen = new Map([
    ['Content-Security-Policy', alsCsp(BASIS)],
    ['X-Content-Type-Options', 'nosniff'],
    ['X-Frame-Options', 'DENY'],
    ['Referrer-Policy', 'same-origin'],
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=()'],
    ['Cache-Control', 'no-store'],
    ...(https ? ([['Strict-Transport-Security', 'max-age=63072000; includeSubDomains']] as const) : []),
  ]);
  return (ctx, next) => {
    ctx.res.setHeaders(koppen);
    return next();
  };
}

/** A host may hold `;`, `,` and quotes (WHATWG URL, § 3.2). In a policy such a host would write rules of its own. */
const HERKOMST = /^https?:\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d+)?$/;

/**
 * Browsers check `form-action` for the redirects after a form too, so the application must stand in it. An
 * address whose origin cannot stand in a policy is left out.
 * @param metScript whether the page brings a script of ours
 */
export function staDoelenToe(ctx: Context, adressen: readonly string[], metScript = false): void {
  const herkomsten = new Set(adressen.map((adres) => new URL(adres).origin));
  const bronnen = [...herkomsten].filter((herkomst) => HERKOMST.test(herkomst));
  zetCsp(ctx, {
    ...BASIS,
    'form-action': ["'self'", ...bronnen].join(' '),
    ...(metScript ? { 'script-src': "'self'" } : {}),
  });
}

/**
 * For a page that shows how far long work is. Its script, `voortgang.js`, reads the same page again.
 * docs/keuzes/paginas.md#a-page-about-long-work-reads-itself-again
 */
export function staVolgenToe(ctx: Context): void {
  zetCsp(ctx, { ...BASIS, 'script-src': "'self'", 'connect-src': "'self'" });
}

function zetCsp(ctx: Context, regels: Record<string, string>): void {
  ctx.set('Content-Security-Policy', alsCsp(regels));
}

function alsCsp(regels: Record<string, string>): string {
  return Object.entries(regels)
    .map(([naam, waarde]) => `${naam} ${waarde}`)
    .join('; ');
}
