import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { leesInstellingen } from '../src/config.ts';
import { vrijePoort } from '../src/store/ingebed.ts';
import { Bezoeker } from './opzet/bezoek/bezoeker.ts';
import { maakTestdatabase, type Testdatabase } from './opzet/database/testdatabase.ts';
import { startProgramma, vraagVoort } from './opzet/server/programma.ts';

let database: Testdatabase;
let map: string;
beforeAll(async () => {
  database = await maakTestdatabase();
  map = await mkdtemp(join(tmpdir(), 'leerid-main-'));
  await cp('config', join(map, 'config'), { recursive: true });
  for (const dossier of await readdir(join(map, 'config/toepassingen')))
    await rm(join(map, 'config/toepassingen', dossier));
});
afterAll(async () => {
  await database.weg();
  await rm(map, { recursive: true });
});

const geheim = 'een-geheim-van-minstens-32-tekens-lang';
const goed = () => ({
  DATABASE_URL: database.url,
  LEERID_ISSUER: 'https://leerid.example',
  LEERID_PORT: '0',
  LEERID_CONFIG_DIR: join(map, 'config'),
  LEERID_MASTER_KEY: `${geheim}-1`,
  LEERID_COOKIE_KEYS: `${geheim}-2`,
  LEERID_PAIRWISE_SALT: `${geheim}-3`,
  LEERID_INSZ_PEPPER: `${geheim}-4`,
});

test('without settings it names them all at once, and nothing else', async () => {
  const { code, uitvoer } = await startProgramma({}).einde;
  expect(code).toBe(1);
  for (const naam of [
    'DATABASE_URL',
    'LEERID_ISSUER',
    'LEERID_MASTER_KEY',
    'LEERID_COOKIE_KEYS',
    'LEERID_PAIRWISE_SALT',
    'LEERID_INSZ_PEPPER',
  ]) {
    expect(uitvoer).toContain(`${naam}: ontbreekt`);
  }
  expect(uitvoer).not.toMatch(/\s+at /);
});

test.each([
  ['LEERID_ISSUER', 'http://leerid.example', 'https'],
  ['LEERID_ISSUER', 'https://leerid.example/', 'zonder pad'],
  ['LEERID_MASTER_KEY', 'kort', '32'],
  ['LEERID_COOKIE_KEYS', `${geheim},kort`, '32'],
  ['LEERID_MASTER_KEY', `demo-${geheim}`, 'demosleutel'],
  ['LEERID_PORT', 'poort', 'LEERID_PORT'],
  ...['0', '-1', '1.5', '65', '2 kernen', 'alle', '0x2', '1e1'].map((aantal) => [
    'LEERID_PROCESSES',
    aantal,
    'een getal van 1 tot 64, of kernen',
  ]),
  ['LEERID_PROXIES', '10.0.0.0/8,caddy', 'adressen of reeksen'],
  ['LEERID_CONFIG_DIR', '/bestaat-niet', 'een map met daarin'],
  ['LEERID_PARTIES_DIR', '/bestaat-niet', 'een map met de partijen'],
  ['LEERID_MASTER_KEY', `${geheim}-3`, 'elk geheim moet anders zijn'],
  ['DATABASE_URL', 'mysql://x', 'postgres://'],
  ['DATABASE_URL', 'postgres:///leerid', 'postgres://'],
  ['LEERID_CLOCK', '2027-07-01T09:00:00Z', 'enkel tests en de demo zetten de klok'],
  ['LEERID_BEWAAR_ZONDER_INSCHRIJVING', 'drie jaar', 'een duur als P3Y'],
  ['LEERID_BEWAAR_ZONDER_INSCHRIJVING', 'P', 'een duur als P3Y'],
  ['LEERID_BEWAAR_ZONDER_INSCHRIJVING', 'P0D', 'langer dan niets'],
  ['LEERID_BEWAAR_ZONDER_INSCHRIJVING', '-P3Y', 'een duur als P3Y'],
  ['LEERID_BEWAAR_ZONDER_INSCHRIJVING', 'geen', 'een duur als P3Y'],
  ['LEERID_BEWAAR_INACTIEF_ACCOUNT', 'nooit', 'een duur als P3Y of P18M, of geen'],
  ['LEERID_BEWAAR_INACTIEF_ACCOUNT', 'P0D', 'langer dan niets, of geen'],
  ['LEERID_BEWAAR_INACTIEF_ACCOUNT', 'P30Y', 'hooguit P3Y (S0 en S1 art. 3), of geen'],
  ['LEERID_BEWAAR_INACTIEF_ACCOUNT', 'P3Y1D', 'hooguit P3Y (S0 en S1 art. 3), of geen'],
  ['LEERID_BEWAAR_INACTIEF_ACCOUNT', 'P37M', 'hooguit P3Y (S0 en S1 art. 3), of geen'],
  ['LEERID_BEWAAR_INACTIEF_ACCOUNT', 'P35M29D', 'hooguit P3Y (S0 en S1 art. 3), of geen'],
  ['LEERID_BEWAAR_INACTIEF_ACCOUNT', 'P1096D', 'hooguit P3Y (S0 en S1 art. 3), of geen'],
])('%s=%s is refused with what to do', (naam, waarde, raad) => {
  expect(() => leesInstellingen({ ...goed(), LEERID_PORT: '3000', [naam]: waarde })).toThrow(raad);
});

test.each(['P3Y', 'P36M', 'P35M28D', 'P1095D', 'P6M', 'geen'])('an unused account may be kept for %s', (termijn) => {
  const omgeving = { ...goed(), LEERID_PORT: '3000', LEERID_BEWAAR_INACTIEF_ACCOUNT: termijn };
  expect(String(leesInstellingen(omgeving).bewaartermijnen.inactiefAccount)).toBe(
    termijn === 'geen' ? 'null' : termijn,
  );
});

test('the parties are in the configuration folder, or where LEERID_PARTIES_DIR says', () => {
  const omgeving = { ...goed(), LEERID_PORT: '3000' };
  expect(leesInstellingen(omgeving).partijenmap).toBe(join(map, 'config/partijen'));
  expect(leesInstellingen({ ...omgeving, LEERID_PARTIES_DIR: map }).partijenmap).toBe(map);
});

test('npm run demo ends as a whole when npm gets SIGTERM', async () => {
  const poorten = { LEERID_PORT: String(await vrijePoort()), LEERID_DEMO_PORT: String(await vrijePoort()) };
  const { proces, einde, zegt } = startProgramma(poorten, ['npm', 'run', 'demo']);
  await zegt('Stoppen: Ctrl+C');
  proces.kill('SIGTERM');
  expect((await einde).code).toBe(0);
  await rm(`.leerid/demo-${poorten.LEERID_PORT}`, { recursive: true });
}, 60_000);

test('one process unless told, or as many as there are cores', () => {
  const lees = (LEERID_PROCESSES: string) => leesInstellingen({ ...goed(), LEERID_PORT: '3000', LEERID_PROCESSES });
  expect(['', '1', '64'].map((aantal) => lees(aantal).processen)).toEqual([1, 1, 64]);
  expect(lees('kernen').processen).toBe(availableParallelism());
});

test('proxies are addresses and ranges, none unless told', () => {
  const lees = (LEERID_PROXIES: string) => leesInstellingen({ ...goed(), LEERID_PORT: '3000', LEERID_PROXIES }).proxies;
  expect(lees('')).toEqual([]);
  expect(lees('10.0.0.2, fd00::/8,')).toEqual(['10.0.0.2', 'fd00::/8']);
});

test('a wrong DATABASE_URL is one clear line, without the password', async () => {
  const { code, uitvoer } = await startProgramma({
    ...goed(),
    LEERID_PORT: '3999',
    DATABASE_URL: 'postgres://leerid:zeergeheim@127.0.0.1:1/leerid',
  }).einde;
  expect(code).toBe(1);
  expect(uitvoer).toContain('DATABASE_URL: geen verbinding met de database (ECONNREFUSED)');
  expect(uitvoer).not.toContain('zeergeheim');
});

test('a port that is taken is one clear line', async () => {
  const bezet = createServer().listen(0);
  await once(bezet, 'listening');
  const { port } = bezet.address() as AddressInfo;
  const { code, uitvoer } = await startProgramma({ ...goed(), LEERID_PORT: String(port) }).einde;
  bezet.close();
  expect(code).toBe(1);
  expect(uitvoer).toContain(`poort ${port} is al in gebruik: stop wat er draait, of kies een andere met LEERID_PORT`);
  // Nothing was opened, and no line says that it was.
  expect(uitvoer.trim().split('\n')).toHaveLength(1);
});

test('it refuses the demo dossiers of this repository', async () => {
  const { code, uitvoer } = await startProgramma({ ...goed(), LEERID_PORT: '3998', LEERID_CONFIG_DIR: 'config' }).einde;
  expect(code).toBe(1);
  expect(uitvoer).toContain('dit is een demodossier');
});

test('it refuses demo parties', async () => {
  const partij = 'partij: proef\nnaam: Proef\nkbo: 0316.380.841\nvestigingseenheid: 2.199.310.989\ndemo: true\n';
  await writeFile(join(map, 'config/partijen/proef.yaml'), partij);
  const { code, uitvoer } = await startProgramma({ ...goed(), LEERID_PORT: '3997' }).einde;
  await rm(join(map, 'config/partijen/proef.yaml'));
  expect(code).toBe(1);
  expect(uitvoer).toContain('demopartij');
});

test('with everything in place it starts, answers, and stops gracefully on SIGTERM', async () => {
  const poort = await vrijePoort();
  const { proces, einde, zegt } = startProgramma({ ...goed(), LEERID_PORT: String(poort) });
  await zegt('LeerID staat klaar');
  expect((await new Bezoeker().haal(`http://127.0.0.1:${poort}/readyz`)).status).toBe(200);
  expect((await new Bezoeker().haal(`http://127.0.0.1:${poort}/metrics/`)).status).toBe(421);
  expect((await new Bezoeker().haal(`http://127.0.0.1:${poort}/metrics`)).text).toContain('leerid_verzoek_seconden');
  const pijplijn = connect(poort, '127.0.0.1').on('error', () => {});
  pijplijn.resume().write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1_000));
  const gesloten = new Promise((klaar) => pijplijn.once('close', () => klaar('gesloten')));
  const stil = new Promise((klaar) => pijplijn.setTimeout(4_000, () => klaar('nog open')));
  expect(await Promise.race([gesloten, stil])).toBe('gesloten');
  const proxy = vraagVoort(poort);
  await proxy.eerste;
  const sinds = performance.now();
  proces.kill('SIGTERM');
  const { code, uitvoer } = await einde;
  expect(code).toBe(0);
  expect(performance.now() - sinds).toBeLessThan(15_000);
  await proxy.einde;
  expect(uitvoer).toContain('lopende verzoeken worden afgewerkt');
});

test('npm start ends as a whole when npm gets SIGTERM', async () => {
  const { proces, einde, zegt } = startProgramma({ ...goed(), LEERID_PORT: String(await vrijePoort()) }, [
    'npm',
    'start',
  ]);
  await zegt('LeerID staat klaar');
  proces.kill('SIGTERM');
  const { code, uitvoer } = await einde;
  expect(code).toBe(0);
  expect(uitvoer).toContain('LeerID stopt');
});

test.each(['src/start/leerid.js', 'src/start/eis_node.js'])(
  '%s on a Node that is too old says which one it takes',
  async (ingang) => {
    const verouderd = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.1.0'})`;
    const { code, uitvoer } = await startProgramma({}, [process.execPath, '--import', verouderd, ingang]).einde;
    expect(code).toBe(1);
    expect(uitvoer).toMatch(/^LeerID vraagt Node 26 of nieuwer[^\n]*\n$/);
  },
);
