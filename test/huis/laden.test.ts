import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { eisGeen } from '../opzet/eis_geen.ts';

/** What a program loads before it does anything: the files that its static imports reach. */

const IMPORT = /^(?:import|export)\s+(?!type\s)(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;

/** Every file of `src` and every package that is loaded with this file. */
function geladen(begin: string): Set<string> {
  const gezien = new Set<string>();
  const loop = (bestand: string) => {
    if (gezien.has(bestand)) return;
    gezien.add(bestand);
    if (!bestand.endsWith('.ts')) return;
    for (const [, wat = ''] of readFileSync(bestand, 'utf8').matchAll(IMPORT))
      loop(wat.startsWith('.') ? relative('.', join(dirname(bestand), wat)) : wat);
  };
  loop(begin);
  return gezien;
}

describe('loaded at a start', () => {
  test('a server has no commands, and nothing of the terminal', () => {
    const server = [...geladen('src/main.ts').union(geladen('src/processen/alleen.ts'))];
    expect(server).toContain('src/server.ts');
    eisGeen(
      server.filter((bestand) => /\/opdrachten\/|^src\/(terminal|cli)\//.test(bestand)),
      'a server loads this: import it in `opdrachten` of the room’s kamer.ts, by `await import(…)`',
    );
    expect(server).not.toContain('commander');
  });

  test('a server has nothing of the load of the register, and no migrations', () => {
    const server = [...geladen('src/main.ts')];
    const ongewenst = /^src\/register\/discimus\/|^(pg-copy-streams|any-ascii|kysely\/migration)$/;
    eisGeen(
      server.filter((wat) => ongewenst.test(wat)),
      'a server loads this, and only a command or an outdated database needs it: leave it out of the index.ts of its room',
    );
  });

  test('a server serves before it loads what the upkeep needs, and reads forms without a library', () => {
    const server = [...geladen('src/main.ts'), ...geladen('src/processen/alleen.ts')];
    expect(server).toContain('src/store/werkrooster.ts');
    eisGeen(
      server.filter((wat) => /^(pg-boss|@koa\/bodyparser|@duckdb\/node-api)$/.test(wat)),
      'a server loads this before it serves: import it later, by `await import(…)`',
    );
  });

  test('a command line has no server, no pages and none of their libraries', () => {
    const opdrachten = [...geladen('src/cli.ts')];
    expect(opdrachten).toContain('commander');
    const ongewenst =
      /^(koa|@koa\/\w+|oidc-provider|prom-client|pg-boss|@node-rs\/argon2|@duckdb\/node-api)$|^src\/(server|main)\.ts$/;
    eisGeen(
      opdrachten.filter((wat) => ongewenst.test(wat)),
      'a command line loads this: import routes and pages in `open` of the room’s kamer.ts, by `await import(…)`',
    );
  });
});
