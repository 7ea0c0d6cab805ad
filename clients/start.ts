import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wacht } from 'node:timers/promises';
import { pairwiseSub } from '../src/oidc/toegang/pairwise.ts';
import { vrijePoort } from '../src/store/ingebed.ts';
import { meldAanBij } from './bezoek.ts';
import { GRONDEN, type Opdracht } from './grond.ts';
import { GEHEIMNAAM, startLeerid, stopLeerid } from './leerid.ts';
import { alsClientId, CLIENTS, type Client } from './lijst.ts';

/**
 * Really signs in with unmodified client libraries: `npm run clients [name …]`. Exit code 1 when one that was
 * tried fails.
 */

const LEERLING = 'leerling.gewoon';
/** Seconds in which a client must start to listen. A Django that makes its tables needs some. */
const OPSTART = 60;

const gekozen = process.argv.slice(2);
const clients = CLIENTS.filter(({ naam }) => !gekozen.length || gekozen.includes(naam));
const plekken = await Promise.all(clients.map(async (client) => ({ ...client, poort: await vrijePoort() })));
const gronden = new Map(
  await Promise.all(
    [...new Set(clients.map(({ grond }) => grond))].map(async (grond) => [grond, await breng(grond)] as const),
  ),
);
const idp = await startLeerid(plekken);
const leerling = await idp.db
  .selectFrom('aanmeldmiddelen as m')
  .innerJoin('accounts as a', 'a.account_uuid', 'm.account_uuid')
  .innerJoin('leerlingen as l', 'l.id', 'a.leerling_id')
  .select(['l.id', 'l.voornaam', 'l.naam'])
  .where('m.gebruikersnaam', '=', LEERLING)
  .executeTakeFirstOrThrow();

let mislukt = 0;
for (const client of plekken) {
  const uitkomst = await probeer(client).catch((fout: Error) => `mislukt: ${fout.message}`);
  process.stdout.write(`${client.naam.padEnd(24)} ${uitkomst}\n`);
  if (uitkomst.startsWith('mislukt')) mislukt++;
}
await stopLeerid(idp);
// Set explicitly, because the hooks of the embedded PostgreSQL end the process with a code of their own.
process.exit(mislukt ? 1 : 0);

/** When something can't be installed, each client that needs it fails, and the others are still tried. */
async function breng(grond: Client['grond']) {
  return GRONDEN[grond]().catch((fout: Error) => fout);
}

async function probeer(client: Client & { poort: number }): Promise<string> {
  const start = gronden.get(client.grond);
  if (!start) return 'niet aanwezig';
  if (start instanceof Error) throw start;
  const plek = {
    issuer: idp.issuer,
    clientId: alsClientId(client.naam),
    geheim: idp.omgeving[GEHEIMNAAM] ?? '',
    poort: client.poort,
  };
  const { proces, uitvoer } = begin(await start(client, plek), plek);
  try {
    await luistert(proces, plek.poort);
    const tekst = await meldAanBij(client, plek.poort, LEERLING);
    const sub = pairwiseSub(idp.pairwiseZout, plek.clientId, leerling.id);
    const namen = client.enkelNaam ? [leerling.naam] : [leerling.voornaam, leerling.naam];
    const ontbreekt = [sub, ...namen].filter((waarde) => !tekst.includes(waarde));
    return ontbreekt.length ? `mislukt: de client toont niet ${ontbreekt.join(', ')}: ${tekst}` : 'gelukt';
  } catch (fout) {
    throw new Error(`${(fout as Error).message}\n${uitvoer().slice(-2000)}`, { cause: fout });
  } finally {
    proces.kill();
    if (proces.exitCode === null && proces.signalCode === null) await once(proces, 'exit');
  }
}

function begin(
  { programma, argumenten, env }: Opdracht,
  plek: { issuer: string; clientId: string; geheim: string; poort: number },
) {
  const proces = spawn(programma, argumenten, {
    env: {
      PATH: process.env.PATH,
      ...env,
      LEERID_ISSUER: plek.issuer,
      CLIENT_ID: plek.clientId,
      CLIENT_SECRET: plek.geheim,
      PORT: String(plek.poort),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const delen: string[] = [];
  proces.stdout?.on('data', (deel) => delen.push(String(deel)));
  proces.stderr?.on('data', (deel) => delen.push(String(deel)));
  proces.on('error', (fout) => delen.push(fout.message));
  return { proces, uitvoer: () => delen.join('') };
}

async function luistert(proces: ChildProcess, poort: number): Promise<void> {
  const einde = performance.now() + OPSTART * 1000;
  while (performance.now() < einde) {
    if (proces.exitCode !== null || proces.pid === undefined) throw new Error('de client start niet');
    const verbinding = connect(poort, 'localhost');
    const gelukt = await once(verbinding, 'connect').then(
      () => true,
      () => false,
    );
    verbinding.destroy();
    if (gelukt) return;
    await wacht(200);
  }
  throw new Error(`de client luistert na ${OPSTART} s nog niet`);
}
