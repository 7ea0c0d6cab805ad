import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Middleware } from 'koa';

const MAP = join(import.meta.dirname, 'assets');
const SOORTEN: Record<string, string> = {
  'leerid.css': 'text/css; charset=utf-8',
  'leerid.svg': 'image/svg+xml; charset=utf-8',
  'doorsturen.js': 'text/javascript; charset=utf-8',
  'terug.js': 'text/javascript; charset=utf-8',
  'wachtwoord.js': 'text/javascript; charset=utf-8',
};

/** The few files that pages use, by exact name. */
export async function leesAssets(): Promise<Middleware> {
  const bestanden = new Map(
    await Promise.all(
      Object.keys(SOORTEN).map(async (naam) => [`/assets/${naam}` as string, await readFile(join(MAP, naam))] as const),
    ),
  );
  return async (ctx, next) => {
    const bestand = ctx.method === 'GET' || ctx.method === 'HEAD' ? bestanden.get(ctx.path) : undefined;
    if (!bestand) return next();
    ctx.type = SOORTEN[ctx.path.slice('/assets/'.length)] ?? '';
    ctx.set('Cache-Control', 'public, max-age=3600');
    ctx.body = bestand;
  };
}
