import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { leerid as voerUit } from '../opzet/server/leerid.ts';

/**
 * What an operator reads after a command that he mistyped or that lacks something: Dutch, one line, and what
 * to do.
 */

let map: string;
beforeAll(async () => {
  map = await mkdtemp(join(tmpdir(), 'leerid-woorden-'));
});
afterAll(() => rm(map, { recursive: true }));

const leerid = (opdracht: string[], env: Record<string, string> = {}) =>
  voerUit({ DATABASE_URL: '', LEERID_CONFIG_DIR: 'config', LEERID_CLOCK: '', ...env }, opdracht);

const ENGELS =
  /\b(usage|options|commands|command|arguments|display|error|default|unknown|missing|required|invalid|specified|expected|too many|did you mean|no such|address|already|undefined|WARNING)\b/i;

test.each([
  [['--help'], /^Gebruik: leerid \[opties\] \[opdracht\]\n.*Opties:\n.*toont deze hulp.*Opdrachten:\n/s],
  [['account', 'activatiecodes', '--help'], /--alle +ook wie al een wachtwoord koos: dat vervalt dan\n/],
  [['help', 'protocol'], /stop \[opties\] <naam>/],
])('help of %j is in Dutch', async (opdracht, verwacht) => {
  const { status, stdout, stderr } = await leerid(opdracht);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(verwacht);
  expect(stdout).not.toMatch(ENGELS);
});

test('help of account speaks of the pupil: a block and a code are not of one user name', async () => {
  const { stdout } = await leerid(['account', '--help']);
  expect(stdout).toMatch(/^ +blokkeer \[opties\] <gebruikersnaam> +blokkeert een leerling/m);
  expect(stdout).toMatch(/^ +deblokkeer \[opties\] <gebruikersnaam> +laat een geblokkeerde leerling weer toe/m);
  expect(stdout).not.toMatch(/(één|een) (gesloten )?account/);
});

test.each([
  [['account', 'blokkeer'], 'er ontbreekt iets: <gebruikersnaam>'],
  [['account', 'blokker', 'x'], 'opdracht blokker bestaat niet\nBedoel je blokkeer?'],
  [['bewaring', '--proeff'], 'optie --proeff bestaat niet\nBedoel je --proef?'],
  [['account', 'activatiecodes', '--uit', 'x'], 'optie --school <instellingsnummer> is nodig'],
  [['account', 'activatiecodes', '--uit'], 'optie --uit <bestand>: de waarde ontbreekt'],
  [
    ['account', 'activatiecodes', '--vestigingsplaats', 'x'],
    'optie --vestigingsplaats <nummer>: "x" kan niet, een getal van 1 tot 99',
  ],
  [['sleutels', 'toon', 'nu'], 'dit is te veel: nu'],
])('a mistake in %j is told in Dutch', async (opdracht, verwacht) => {
  const { status, stderr } = await leerid(opdracht);
  expect(status).toBe(1);
  expect(stderr).toBe(`${verwacht}\nMet --help erachter toont een opdracht hoe ze werkt.\n`);
});

test.each([[['afmeldingen']], [['sleutels', 'toon']], [['account', 'deblokkeer', 'x']]])(
  'without a database named, %j goes to none',
  async (opdracht) => {
    const fout = (stderr: string) => ({ status: 1, stdout: '', stderr });
    expect(await leerid(opdracht)).toEqual(fout('DATABASE_URL: ontbreekt\n'));
    expect(await leerid(opdracht, { DATABASE_URL: 'postgres:///leerid' })).toEqual(
      fout('DATABASE_URL: een adres als postgres://gebruiker:wachtwoord@host:5432/leerid\n'),
    );
  },
  60_000,
);

test('a database that is away is told in words, without its password', async () => {
  for (const opdracht of [['afmeldingen'], ['sleutels', 'toon']]) {
    const uit = await leerid(opdracht, { DATABASE_URL: 'postgres://leerid:zeergeheim@127.0.0.1:1/leerid' });
    expect(uit).toMatchObject({ status: 1, stderr: expect.stringMatching(/database.*\(ECONNREFUSED\)\n$/) });
    expect(uit.stderr).not.toMatch(/zeergeheim|connect /);
  }
});

test('what is not there, may not be there or is of another kind is told by its path', async () => {
  const weg = join(map, 'weg');
  const geval = async (verwacht: string, opdracht: string[], env = {}) =>
    expect(await leerid(opdracht, env)).toEqual({ status: 1, stdout: '', stderr: `${verwacht}\n` });
  await geval(`${weg}/partijen is er niet: kijk het pad na (ENOENT)`, ['--config', weg, 'protocol', 'toon', 'x']);
  const sleutel = ['--partij', 'dov', '--sleutel', `${weg}/x.jwk`];
  await geval(`${weg}/x.jwk is er niet: kijk het pad na (ENOENT)`, [
    'protocol',
    'onderteken',
    'smartschool',
    ...sleutel,
  ]);
  const brieven = ['account', 'activatiecodes', '--school', '1', '--uit'];
  await geval(`${weg}/x is er niet: kijk het pad na (ENOENT)`, [...brieven, `${weg}/x`]);
  await geval(`${map} bestaat al`, [...brieven, map]);
  const zonderConfig = { DATABASE_URL: 'postgres://127.0.0.1:1/x', LEERID_PAIRWISE_SALT: 'x', LEERID_CONFIG_DIR: weg };
  await geval(`${weg}/partijen is er niet: kijk het pad na (ENOENT)`, ['account', 'blokkeer', 'x'], zonderConfig);
}, 60_000);

test('an empty file and an empty block: what is missing stands in one line, in words', async () => {
  const config = join(map, 'config');
  for (const deel of ['partijen', 'protocollen/leeg', 'protocollen/kaal', 'toepassingen'])
    await mkdir(join(config, deel), { recursive: true });
  await writeFile(join(config, 'protocollen/leeg/protocol.yaml'), '');
  await writeFile(join(config, 'protocollen/kaal/protocol.yaml'), 'titel:\ndoel: 3\ngegevens: x\nopzegging: {}\n');
  await writeFile(join(config, 'partijen/x.yaml'), 'naam: 3\n');
  const { status, stdout } = await leerid(['--config', config, 'protocol', 'controleer']);
  expect(status).toBe(1);
  const pad = join(config, 'protocollen/kaal/protocol.yaml');
  expect(stdout).toContain(`    ${join(config, 'protocollen/leeg/protocol.yaml')}: het bestand: is leeg\n`);
  expect(stdout).toContain(
    `    ${pad}: ontbreekt: protocol, omschrijving, voorblad, partijen, onderwerp, rechtsgrond, doelgroep, bewaring,`,
  );
  expect(stdout).toContain(`    ${pad}: titel: is leeg\n`);
  expect(stdout).toContain(`    ${pad}: doel: hoort een blok met velden te zijn\n`);
  expect(stdout).toContain(`    ${pad}: gegevens (art. 3): hoort een lijst te zijn\n`);
  expect(stdout).toMatch(/: opzegging\.\w+: ontbreekt\n/);
  expect(stdout).toContain('partijen/x.yaml: naam: hoort tekst te zijn\n');
  expect(stdout).not.toMatch(/ontving|Ongeldige|undefined|null/);
});
