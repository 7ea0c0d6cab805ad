import { join } from 'node:path';
import { Eta } from 'eta';
import type { Context } from 'koa';

const eta = new Eta({ views: join(import.meta.dirname, '..'), cache: true, autoEscape: true });

/**
 * Renders a page of one of the rooms inside the shared layout. Values are escaped by the template.
 * @param pagina path below `src`, such as `aanmelden/paginas/aanmelden`
 */
export function toonPagina(ctx: Context, pagina: string, waarden: { titel: string } & Record<string, unknown>): void {
  ctx.type = 'html';
  ctx.body = eta.render(`./${pagina}`, { ...waarden, spoor: ctx.state.spoor });
}
