import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, globSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

/**
 * What the Dockerfile puts in the image. No container engine runs where these tests run, so the list of files
 * is made here.
 */

const lees = (bestand: string) => readFileSync(bestand, 'utf8');

/** The instructions of the Dockerfile, each as its name and the rest of its line. */
const instructies = lees('Dockerfile')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((regel) => regel !== '' && !regel.startsWith('#'))
  .map((regel) => [regel.slice(0, regel.indexOf(' ')), regel.slice(regel.indexOf(' ') + 1)] as const);
const alle = (naam: string) => instructies.flatMap(([een, rest]) => (een === naam ? [rest] : []));

const IN_IMAGE = alle('COPY')
  .flatMap((rest) => rest.split(' ').slice(0, -1))
  .flatMap(bestandenOnder)
  .filter(isMeegegeven);

/** What production and the operator start, and what these read without an import. */
const INGANGEN = ['src/start/start.js', 'src/start/leerid.js', ...bestandenOnder('migrations')];

test('the file list is that of the image: each COPY gives files, and what production reads is among them', () => {
  const leeg = alle('COPY').filter((rest) => !bestandenOnder(rest.split(' ')[0] ?? '').some(isMeegegeven));
  expect(leeg).toEqual([]);
  expect(IN_IMAGE).toEqual(expect.arrayContaining([...INGANGEN, 'src/web/assets/leerid.svg', 'package-lock.json']));
});

test('nothing of the demo, of tests or of settings is in the image', () => {
  const KAN_ERIN = /^(package(-lock)?\.json$|migrations\/|src\/(?!demo))/;
  expect(IN_IMAGE.filter((bestand) => !KAN_ERIN.test(bestand))).toEqual([]);
});

test('each file that an import reaches from production or the operator is in the image, but for the demo', () => {
  const bereikt = bereikbaar(INGANGEN);
  expect(bereikt.size).toBeGreaterThan(200);
  const ontbreekt = [...bereikt].filter((bestand) => !IN_IMAGE.includes(bestand));
  expect(ontbreekt.filter((bestand) => !bestand.startsWith('src/demo/'))).toEqual([]);
});

test('what serves reaches nothing of the demo, and one file of the command line alone does, later', () => {
  const isDemo = (bestand: string) => bestand.startsWith('src/demo');
  expect([...bereikbaar(['src/start/start.js'])].filter(isDemo)).toEqual([]);
  const roept = [...bereikbaar(['src/cli.ts'])].filter(
    (van) => !isDemo(van) && verwijzingen(van).some(({ naar }) => isDemo(naar)),
  );
  expect(roept).toEqual(['src/cli/programma.ts']);
  expect(verwijzingen('src/cli/programma.ts').filter(({ naar }) => isDemo(naar))).toEqual([
    { naar: 'src/demo/opdrachten/demoopdrachten.ts', later: true },
  ]);
});

test('nothing that production or the operator starts needs a development package', () => {
  const { dependencies } = JSON.parse(lees('package.json'));
  const pakketten = new Set(
    [...bereikbaar(INGANGEN)].filter((bestand) => IN_IMAGE.includes(bestand)).flatMap(pakkettenVan),
  );
  expect([...pakketten].filter((naam) => !(naam in dependencies))).toEqual([]);
  expect(pakketten.size).toBeGreaterThan(8);
});

test('what is compiled ahead needs no development package either, so that the image can be built', () => {
  const [, niet = ''] = /const NIET = \[(.*)\];/.exec(lees('src/start/vul_codegeheugen.js')) ?? [];
  const exclude = [...niet.matchAll(/'([^']+)'/g)].map(([, patroon = '']) => patroon);
  const bestanden = globSync(join('**', '*.ts'), { cwd: 'src', exclude }).map((bestand) => join('src', bestand));
  expect(bestanden).toEqual(expect.arrayContaining(['src/main.ts', 'src/cli.ts', 'src/oidc/open.ts']));
  const { dependencies } = JSON.parse(lees('package.json'));
  const pakketten = [...bereikbaar(bestanden)].flatMap(pakkettenVan);
  expect(pakketten.filter((naam) => !(naam in dependencies))).toEqual([]);
});

test('the image installs without development packages or scripts, runs Node 26 and is not root', () => {
  expect(alle('FROM')).toEqual(['node:26-slim']);
  expect(alle('ENV')).toEqual(['NODE_ENV=production']);
  const [installatie = ''] = alle('RUN').filter((rest) => rest.includes('npm ci'));
  expect(installatie).toMatch(/^npm ci --omit=dev --ignore-scripts( |$)/);
  const naUser = instructies.slice(instructies.findIndex(([naam]) => naam === 'USER'));
  expect(naUser[0]).toEqual(['USER', 'node']);
  expect(naUser.map(([naam]) => naam)).not.toContain('RUN');
});

test('what was compiled ahead is read by the account that serves and written by root alone', () => {
  const [vul = ''] = alle('RUN').filter((rest) => rest.includes('vul_codegeheugen'));
  // Node makes each file for its owner alone, so taking it over is not enough.
  expect(vul).toMatch(/--reuid=node .* && chown -R root:root .codegeheugen\s+&& chmod -R a\+rX .codegeheugen$/s);
});

test('what the image and docker-compose.yml start is in the image', () => {
  const { services } = parse(lees('docker-compose.yml'), { merge: true });
  const opdrachten = [JSON.parse(alle('CMD')[0] ?? ''), services.beheer.entrypoint, services.bereid.command];
  for (const [programma, ...woorden] of opdrachten) {
    expect(programma).toBe('node');
    expect(IN_IMAGE).toContain(woorden.find((woord: string) => !woord.startsWith('--')));
  }
  const { start } = JSON.parse(lees('package.json')).scripts;
  expect(`exec ${JSON.parse(alle('CMD')[0] ?? '').join(' ')}`).toBe(start);
});

test('the list of parts in the image names each package of production with its version, and no other', async () => {
  const map = await mkdtemp(join(tmpdir(), 'leerid-image-'));
  try {
    const verwacht = kopieerProductie(map);
    execFileSync('sh', ['-c', alle('RUN').find((rest) => rest.includes('npm sbom')) ?? ''], {
      cwd: map,
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const lijst = JSON.parse(lees(join(map, 'sbom.cdx.json')));
    expect([lijst.bomFormat, lijst.specVersion]).toEqual(['CycloneDX', expect.stringMatching(/^1\.\d+$/)]);
    const genoemd = lijst.components.map(
      ({ name, version }: { name: string; version: string }) => `${name}@${version}`,
    );
    expect(genoemd.sort()).toEqual([...new Set(verwacht)].sort());
    expect(alle('LABEL')).toEqual([`leerid.sbom=${alle('WORKDIR')[0]}/sbom.cdx.json`]);
  } finally {
    await rm(map, { recursive: true });
  }
});

/** Copies what `npm ci --omit=dev` leaves in a folder, as far as npm reads it. Returns the packages. */
function kopieerProductie(map: string): string[] {
  const { packages } = JSON.parse(lees('package-lock.json')) as { packages: Record<string, { dev?: boolean }> };
  const paden = Object.entries(packages).flatMap(([pad, { dev }]) =>
    dev || !existsSync(join(pad, 'package.json')) ? [] : [pad],
  );
  for (const pad of paden) {
    mkdirSync(join(map, pad), { recursive: true });
    copyFileSync(join(pad, 'package.json'), join(map, pad, 'package.json'));
  }
  return paden
    .filter((pad) => pad !== '')
    .map((pad) => JSON.parse(lees(join(pad, 'package.json'))))
    .map(({ name, version }) => `${name}@${version}`);
}

function bestandenOnder(pad: string): string[] {
  const gevonden = readdirSync('.', { withFileTypes: true }).find(({ name }) => name === pad);
  if (!gevonden?.isDirectory()) return gevonden ? [pad] : [];
  return readdirSync(pad, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((een) => een.isFile())
    .map((een) => join(een.parentPath, een.name));
}

/**
 * Follows Docker's rules for .dockerignore: the last matching line decides, and a folder stands for
 * everything in it.
 */
function isMeegegeven(bestand: string): boolean {
  const past = (patroon: string) => patroon === '**' || bestand === patroon || bestand.startsWith(`${patroon}/`);
  const regels = lees('.dockerignore').trim().split('\n');
  const beslissend = regels.findLast((regel) => past(regel.replace(/^!/, '')));
  return beslissend === undefined || beslissend.startsWith('!');
}

interface Verwijzing {
  naar: string;
  /** Loaded when it is called for, and not together with the file. */
  later: boolean;
}

const INVOER = /^(?:import|export)\s+(?!type\s)(?:[^;'"]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'/gm;

function invoer(bestand: string): { wat: string; later: boolean }[] {
  return [...lees(bestand).matchAll(INVOER)].map(([, vast, los]) => ({
    wat: vast ?? los ?? '',
    later: vast === undefined,
  }));
}

function verwijzingen(bestand: string): Verwijzing[] {
  return invoer(bestand)
    .filter(({ wat }) => wat.startsWith('.'))
    .map(({ wat, later }) => ({ naar: resolve(dirname(bestand), wat).slice(process.cwd().length + 1), later }));
}

function pakkettenVan(bestand: string): string[] {
  return invoer(bestand)
    .filter(({ wat }) => !/^(\.|node:)/.test(wat))
    .map(({ wat }) =>
      wat
        .split('/')
        .slice(0, wat.startsWith('@') ? 2 : 1)
        .join('/'),
    );
}

function bereikbaar(ingangen: string[]): Set<string> {
  const bereikt = new Set(ingangen);
  for (const bestand of bereikt) for (const { naar } of verwijzingen(bestand)) bereikt.add(naar);
  return bereikt;
}
