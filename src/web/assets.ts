import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Middleware } from 'koa';
import { stijlblad } from './stijlblad.ts';

const MAP = join(import.meta.dirname, 'assets');
const lees = (naam: string) => readFileSync(join(MAP, naam));

const SCRIPT = 'text/javascript; charset=utf-8';

/** The few files that pages use. They are read once, when the program starts. */
const ASSETS = {
  'leerid.css': { soort: 'text/css; charset=utf-8', bytes: Buffer.from(stijlblad()) },
  'leerid.svg': { soort: 'image/svg+xml; charset=utf-8', bytes: lees('leerid.svg') },
  'doorsturen.js': { soort: SCRIPT, bytes: lees('doorsturen.js') },
  'terug.js': { soort: SCRIPT, bytes: lees('terug.js') },
  'voortgang.js': { soort: SCRIPT, bytes: lees('voortgang.js') },
  'wachtwoord.js': { soort: SCRIPT, bytes: lees('wachtwoord.js') },
} as const;

export type Asset = keyof typeof ASSETS;
export type Script = Extract<Asset, `${string}.js`>;

const ADRESSEN = Object.fromEntries(
  Object.entries(ASSETS).map(([naam, { bytes }]) => [naam, `/assets/${naam}?v=${vingerafdruk(bytes)}`]),
) as Record<Asset, string>;

/** The address of a file, with a fingerprint of its bytes: a new version never meets the old one in a cache. */
export function assetadres(naam: Asset): string {
  return ADRESSEN[naam];
}

/**
 * Serves these files by exact name. With the right fingerprint they may be kept for a year, without one for
 * an hour. Another fingerprint comes from a page of another version, while nodes are upgraded one by one:
 * this file is better than none, and no cache may keep it under that address.
 */
export function leesAssets(): Middleware {
  const bestanden = new Map(Object.entries(ASSETS).map(([naam, bestand]) => [`/assets/${naam}`, { naam, ...bestand }]));
  return async (ctx, next) => {
    const bestand = ctx.method === 'GET' || ctx.method === 'HEAD' ? bestanden.get(ctx.path) : undefined;
    if (!bestand) return next();
    ctx.type = bestand.soort;
    ctx.set('Cache-Control', bewaring(ctx.url, assetadres(bestand.naam as Asset)));
    ctx.body = bestand.bytes;
  };
}

function bewaring(adres: string, metVingerafdruk: string): string {
  if (adres === metVingerafdruk) return 'public, max-age=31536000, immutable';
  return adres.includes('?') ? 'no-store' : 'public, max-age=3600';
}

function vingerafdruk(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 12);
}
