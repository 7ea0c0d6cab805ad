import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { Bezoeker } from '../../../bench/bezoeker.ts';
import { type Benchconfig, ISSUER, maakConfig } from '../../../bench/config.ts';
import { kinderenVan, ouderVan } from '../../../bench/cpu.ts';
import { Koekjes } from '../../../bench/koekjes.ts';
import { doel, goedkopeHash } from '../../../bench/systemen.ts';
import { vul } from '../../../bench/vul.ts';
import { originVan } from '../../../src/privacy/zegel/logsleutels.ts';
import { verzegelLog } from '../../../src/privacy/zegel/verzegel.ts';
import { type Database, migreer, onderhoudPartities, openDatabase } from '../../../src/store/index.ts';
import { type IngebedPostgres, startIngebedPostgres, vrijePoort } from '../../../src/store/ingebed.ts';
import { startProgramma } from '../../opzet/server/programma.ts';
import { wachtTot } from '../../opzet/wachten.ts';

/**
 * LeerID in production with a PostgreSQL of its own, under load, with a process that seals without pause. Any of them
 * is killed and started again.
 */

const LEERLINGEN = 20;
const BEZOEKERS = 6;

/** An answer that carried data of somebody. */
interface Meegedeeld {
  aanleiding: 'aanmelding' | 'userinfo';
  account_uuid: string;
}

export class Ombrenger {
  readonly meegedeeld: Meegedeeld[] = [];
  readonly origin = originVan(ISSUER);
  readonly #postgres: IngebedPostgres;
  readonly #config: Benchconfig;
  readonly #poort: number;
  readonly db: Database;
  #node: ReturnType<typeof startProgramma>;
  #zegelaar: ReturnType<typeof startProgramma>;
  #klaar = false;
  #bezoeken: Promise<unknown> = Promise.resolve();

  private constructor(postgres: IngebedPostgres, config: Benchconfig, poort: number, db: Database) {
    this.#postgres = postgres;
    this.#config = config;
    this.#poort = poort;
    this.db = db;
    this.#node = this.#startNode();
    this.#zegelaar = this.#startZegelaar();
  }

  static async start(): Promise<Ombrenger> {
    const postgres = await startIngebedPostgres();
    const [config, poort] = await Promise.all([maakConfig(), vrijePoort()]);
    const db = openDatabase(postgres.url('postgres'), () => {});
    await migreer(db);
    await onderhoudPartities(db, Temporal.Now.instant());
    await vul(db, LEERLINGEN, await goedkopeHash());
    const ombrenger = new Ombrenger(postgres, config, poort, db);
    ombrenger.#bezoeken = Promise.all(Array.from({ length: BEZOEKERS }, () => ombrenger.#bezoek()));
    return ombrenger;
  }

  /**
   * So many more answers with data.
   * @throws Error with what the server said, when it ended by itself
   */
  async totAntwoorden(aantal: number): Promise<void> {
    const tot = this.meegedeeld.length + aantal;
    while (this.meegedeeld.length < tot) {
      if (this.#node.proces.exitCode !== null) throw new Error(this.#node.gezegd().slice(-2000));
      await setTimeout(5);
    }
  }

  /** Kills the server and the process that seals, and starts both again. */
  async brengNodesOm(): Promise<void> {
    for (const { proces } of [this.#node, this.#zegelaar]) proces.kill('SIGKILL');
    await Promise.all([this.#node.einde, this.#zegelaar.einde]);
    this.#node = this.#startNode();
    this.#zegelaar = this.#startZegelaar();
  }

  /** Kills every process of PostgreSQL, and starts it again on what is on disk. */
  async brengPostgresOm(): Promise<void> {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(this.db);
    const postmaster = ouderVan(rows[0]?.pid ?? 0);
    const alle = [postmaster, ...kinderenVan(postmaster)];
    for (const pid of alle) process.kill(pid, 'SIGKILL');
    await wachtTot('PostgreSQL is gone', () => alle.every((pid) => Number.isNaN(ouderVan(pid)) || ouderVan(pid) === 0));
    await this.#postgres.herstart();
  }

  /** No more visits; what is still open is sealed. */
  async rondAf(): Promise<void> {
    this.#klaar = true;
    await this.#bezoeken;
    const { LEERID_MASTER_KEY: hoofdsleutel = '' } = this.#config.omgeving;
    await wachtTot('the last rows are sealed', async () => {
      await verzegelLog({ db: this.db, hoofdsleutel, nu: () => Temporal.Now.instant() });
      const { rows } = await sql<{ rest: number }>`select count(*) as rest from privacylog
        where volgnummer > (select max(tot_volgnummer) from privacylogcheckpoints)`.execute(this.db);
      return rows[0]?.rest === 0;
    });
  }

  /** Answers for which the log has fewer rows than there were answers. */
  async zonderRij(): Promise<string[]> {
    const { rows } = await sql<Meegedeeld & { n: number }>`select aanleiding, account_uuid, count(*) as n
      from privacylog group by 1, 2`.execute(this.db);
    const gelogd = new Map(rows.map(({ aanleiding, account_uuid, n }) => [`${aanleiding} ${account_uuid}`, n]));
    const gegeven = Map.groupBy(this.meegedeeld, ({ aanleiding, account_uuid }) => `${aanleiding} ${account_uuid}`);
    return [...gegeven].filter(([wat, keren]) => keren.length > (gelogd.get(wat) ?? 0)).map(([wat]) => wat);
  }

  async stop(): Promise<void> {
    this.#klaar = true;
    for (const { proces } of [this.#node, this.#zegelaar]) proces.kill('SIGKILL');
    await Promise.all([this.#node.einde, this.#zegelaar.einde, this.#bezoeken]);
    await this.db.destroy();
    await this.#postgres.stop();
    await this.#config[Symbol.asyncDispose]();
  }

  get #omgeving(): Record<string, string> {
    return { ...this.#config.omgeving, DATABASE_URL: this.#postgres.url('postgres') };
  }

  #startNode() {
    return startProgramma({ ...this.#omgeving, LEERID_PORT: String(this.#poort) });
  }

  #startZegelaar() {
    return startProgramma(this.#omgeving, [process.execPath, 'test/privacy/zegel/zegelend_proces.ts']);
  }

  /** A browser with its application, that signs in again and again. After a fault it begins anew. */
  async #bezoek(): Promise<void> {
    while (!this.#klaar) await this.#meldAanTotFout().catch(() => setTimeout(20));
  }

  async #meldAanTotFout(): Promise<void> {
    const bezoeker = await Bezoeker.open(doel(this.#poort, this.#config.clientgeheim, LEERLINGEN));
    try {
      const koekjes = new Koekjes();
      let code = await bezoeker.meldAan(koekjes);
      while (!this.#klaar) {
        const { access_token, id_token } = JSON.parse(await bezoeker.wissel(code));
        const inhoud = Buffer.from(id_token.split('.')[1], 'base64url').toString();
        this.#noteer('aanmelding', inhoud);
        this.#noteer('userinfo', await bezoeker.userinfo(access_token));
        code = await bezoeker.vraagCode(koekjes);
      }
    } finally {
      bezoeker.sluit();
    }
  }

  #noteer(aanleiding: Meegedeeld['aanleiding'], inhoud: string): void {
    this.meegedeeld.push({ aanleiding, account_uuid: JSON.parse(inhoud).ov_account_uuid });
  }
}
