import Router from '@koa/router';
import { binnenVenster } from '../../protocol/index.ts';
import { toonPagina } from '../../web/index.ts';
import { beginpagina } from './beginpagina.ts';
import type { Aansluitingen } from './uitweg.ts';

/**
 * For a pupil who comes without an application. The page lists the applications that begin a sign-in
 * themselves and that can be opened today.
 */
export function startpagina({ toepassingen, klok }: Aansluitingen): Router {
  return new Router().get('/', (ctx) => {
    const vandaag = klok.vandaag();
    const open = [...toepassingen.values()].flatMap(({ dossier, deel, geldigheidOp }) =>
      dossier.initiate_login_uri && geldigheidOp(vandaag).in_werking && binnenVenster(deel, vandaag)
        ? [{ naam: dossier.naam, adres: dossier.initiate_login_uri }]
        : [],
    );
    const opNaam = open.toSorted((een, ander) => een.naam.localeCompare(ander.naam, 'nl'));
    toonPagina(ctx, beginpagina(opNaam));
  });
}
