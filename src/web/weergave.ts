import type { Context } from 'koa';
import { inKader, type Pagina } from './onderdelen/kader.ts';

/** Answers with a page of one of the rooms, inside the frame that all pages share. */
export function toonPagina(ctx: Context, pagina: Pagina): void {
  ctx.type = 'html';
  ctx.body = inKader(pagina, ctx.state.spoor).toString();
}
