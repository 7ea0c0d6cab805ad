import type Router from '@koa/router';
import type Koa from 'koa';
// @ts-expect-error the library has no types for its inside, and no list of its routes
import Bibliotheekrouter from 'oidc-provider/lib/helpers/router.js';

/**
 * Every route that the app answers, as method and path: those of our own routers, and those that the library
 * registers while it is built. Must be called before the library is built.
 */
export function noteerRoutes(): (app: Koa) => Set<string> {
  const vanBibliotheek: string[] = [];
  for (const methode of ['get', 'post', 'put', 'delete', 'options']) {
    const eigenlijk = Bibliotheekrouter.prototype[methode];
    Bibliotheekrouter.prototype[methode] = function registreer(naam: string, pad: string, ...rest: unknown[]) {
      vanBibliotheek.push(`${methode.toUpperCase()} ${pad}`);
      return eigenlijk.call(this, naam, pad, ...rest);
    };
  }
  return (app) => new Set([...app.middleware.flatMap(routesVan), ...vanBibliotheek]);
}

function routesVan(middleware: unknown): string[] {
  const { router } = middleware as { router?: Router };
  const lagen = router?.stack ?? [];
  return lagen.flatMap(({ methods, path }) =>
    methods.filter((methode) => methode !== 'HEAD').map((methode) => `${methode} ${path}`),
  );
}
