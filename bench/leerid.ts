import { once } from 'node:events';
import { createServer } from 'node:http';
import { sql } from 'kysely';
import type { Instellingen } from '../src/config.ts';
import { systeemklok } from '../src/klok.ts';
import { maakLog } from '../src/log.ts';
import { maakServer } from '../src/server.ts';
import { migreer, openDatabase } from '../src/store/index.ts';
import { argument, beantwoord } from './kind.ts';
import { profileer } from './profileer.ts';

/** LeerID as `src/main.ts` starts it, with settings from the bench instead of the environment, and on loopback alone. */
const instellingen = argument<Instellingen>();
const db = openDatabase(instellingen.databaseUrl, () => {}, instellingen.databaseVerbindingen);
await sql`select 1`.execute(db);
await migreer(db);
const log = maakLog(instellingen.logniveau);
const { app } = await maakServer({ instellingen, klok: systeemklok, db, log });
const server = createServer(app.callback()).listen(instellingen.poort, '127.0.0.1');
await once(server, 'listening');
beantwoord(profileer());
