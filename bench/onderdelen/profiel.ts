import { sql } from 'kysely';
import { type Database, openDatabase } from '../../src/store/index.ts';
import { maakConfig } from '../config.ts';
import { meetRonde } from '../meting.ts';
import type { Opties } from '../opties.ts';
import { startPostgres } from '../postgres.ts';
import type { Profiel, Zelftijd } from '../profileer.ts';
import { goedkopeHash, type Systeem, startKaal, startLader, vulEnStartLeerid } from '../systemen.ts';

const UITBREIDING = ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track_planning=on'];
const REGELS = 30;
/** Rounds of load before the measurement. Code that V8 has not compiled yet gives no useful figures. */
const OPWARMEN = 5;

interface Opdracht {
  keer: number;
  plan: number;
  uitvoer: number;
  query: string;
}

/**
 * Where the time of a sign-in goes: every statement with its counts and times, and the functions that use
 * Node's CPU.
 */
export async function profileerAanmeldingen({ maat, leerlingen }: Opties): Promise<void> {
  await using cluster = await startPostgres(UITBREIDING);
  await using config = await maakConfig();
  await using lader = await startLader();
  await using kaal = await startKaal();
  await using leerid = await vulEnStartLeerid(cluster, config, 'profiel', leerlingen, goedkopeHash());
  const db = openDatabase(cluster.url('profiel'), () => {}, { verbindingen: 1 });
  await sql`create extension pg_stat_statements`.execute(db);
  const meet = async (systeem: Systeem, scenario: 'sso' | 'eerste') => {
    for (let ronde = 0; ronde < OPWARMEN; ronde++) await meetRonde(lader, scenario, systeem, maat);
    await lader.vraag('bereid', { doel: systeem.doel, scenario, bezoekers: maat.bezoekers });
    await sql`select pg_stat_statements_reset()`.execute(db);
    await systeem.kind.vraag('beginProfiel');
    const { aantal } = await lader.vraag<{ aantal: number }>('meet', { ms: maat.rondeMs * 3 });
    return { aantal, profiel: await systeem.kind.vraag<Profiel>('eindeProfiel') };
  };
  for (const scenario of ['sso', 'eerste'] as const) {
    for (const [naam, systeem] of [['the bare library', kaal] as const, ['LeerID', leerid] as const]) {
      const { aantal, profiel } = await meet(systeem, scenario);
      if (systeem === leerid) toonOpdrachten(scenario, await leesOpdrachten(db), aantal);
      toon(`${scenario}: CPU of ${naam}, by package`, profiel.pakketten, aantal);
      toon(`${scenario}: CPU of ${naam}, by function`, profiel.functies, aantal);
    }
  }
  await db.destroy();
}

async function leesOpdrachten(db: Database): Promise<Opdracht[]> {
  const { rows } = await sql<Opdracht>`
    select calls as keer, total_plan_time as plan, total_exec_time as uitvoer, query
    from pg_stat_statements join pg_database d on d.oid = dbid
    where d.datname = current_database() and query not like '%pg_stat_statements%'
    order by total_plan_time + total_exec_time desc`.execute(db);
  return rows;
}

function toonOpdrachten(scenario: string, opdrachten: Opdracht[], aantal: number): void {
  const som = (wat: 'keer' | 'plan' | 'uitvoer') => opdrachten.reduce((tot, een) => tot + een[wat], 0) / aantal;
  const regels = opdrachten.map(({ keer, plan, uitvoer, query }) => {
    const getallen = [keer / aantal, plan / keer, uitvoer / keer, (plan + uitvoer) / aantal];
    return `  ${getallen.map((een) => een.toFixed(3).padStart(8)).join('')}  ${query.replace(/\s+/g, ' ').slice(0, 150)}\n`;
  });
  process.stdout.write(
    `\n${scenario}: ${som('keer').toFixed(1)} statements per sign-in (of ${aantal}), in PostgreSQL ${som('plan').toFixed(2)} ms planning and ${som('uitvoer').toFixed(2)} ms executing\n` +
      `     calls  ms plan  ms exec ms/visit\n${regels.join('')}`,
  );
}

function toon(titel: string, tijden: Zelftijd[], aantal: number): void {
  const regels = tijden.slice(0, REGELS).map(({ wat, ms }) => `  ${(ms / aantal).toFixed(3).padStart(8)}  ${wat}\n`);
  process.stdout.write(`\n${titel} (ms per sign-in, of ${aantal})\n${regels.join('')}`);
}
