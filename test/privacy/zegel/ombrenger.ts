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

/** So many that hardly two visits are of the same one. */
const LEERLINGEN = 1000;
const BEZOEKERS = 6;

const TE_VROEG = `?options=${encodeURIComponent('-c synchronous_commit=off')}`;

/** An answer that carried data of somebody, and between which moments it came: milliseconds since 1970. */
interface Meegedeeld {
  aanleiding: 'aanmelding' | 'userinfo';
  account_uuid: string;
  van: number;
  tot: number;
}

export class Ombrenger {
  readonly meegedeeld: Meegedeeld[] = [];
  readonly origin = originVan(ISSUER);
  readonly #postgres: IngebedPostgres;
  readonly #config: Benchconfig;
  readonly #poort: number;
  /** Behind the address of the database. */
  readonly #opties: string;
  readonly db: Database;
  #node: ReturnType<typeof startProgramma>;
  #zegelaar: ReturnType<typeof startProgramma>;
  #klaar = false;
  #bezoeken: Promise<unknown> = Promise.resolve();

  private constructor(postgres: IngebedPostgres, config: Benchconfig, poort: number, db: Database, opties: string) {
    this.#postgres = postgres;
    this.#config = config;
    this.#poort = poort;
    this.db = db;
    this.#opties = opties;
    this.#node = this.#startNode();
    this.#zegelaar = this.#startZegelaar();
  }

  /**
   * @param duurzaam false makes PostgreSQL say that a row is kept before it is. LeerID asks for the contrary on each
   *   connection, whatever the server's setting is, so its address has to say it
   */
  static async start({ duurzaam = true } = {}): Promise<Ombrenger> {
    const postgres = await startIngebedPostgres(duurzaam ? [] : ['-c', 'wal_writer_delay=10s']);
    const [config, poort] = await Promise.all([maakConfig(), vrijePoort()]);
    const db = openDatabase(postgres.url('postgres'), () => {});
    await migreer(db);
    await onderhoudPartities(db, Temporal.Now.instant());
    await vul(db, LEERLINGEN, await goedkopeHash());
    await sql`checkpoint`.execute(db);
    const ombrenger = new Ombrenger(postgres, config, poort, db, duurzaam ? '' : TE_VROEG);
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

  /**
   * Answers up to now without a row of their own moment. A request that got no answer may have a row as well, so that
   * counting rows would hide one that was lost.
   */
  async zonderRij(): Promise<Meegedeeld[]> {
    const gegeven = [...this.meegedeeld];
    const { rows } = await sql<{ wat: string; op: number }>`select aanleiding || ' ' || account_uuid as wat,
      extract(epoch from tijdstip)::float8 * 1000 as op from privacylog`.execute(this.db);
    const gelogd = Map.groupBy(rows, ({ wat }) => wat);
    return gegeven.filter(({ aanleiding, account_uuid, van, tot }) => {
      const rijen = gelogd.get(`${aanleiding} ${account_uuid}`) ?? [];
      return !rijen.some(({ op }) => op >= van && op <= tot);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#klaar = true;
    for (const { proces } of [this.#node, this.#zegelaar]) proces.kill('SIGKILL');
    await Promise.all([this.#node.einde, this.#zegelaar.einde, this.#bezoeken]);
    await this.db.destroy();
    await this.#postgres.stop();
    await this.#config[Symbol.asyncDispose]();
  }

  get #omgeving(): Record<string, string> {
    return { ...this.#config.omgeving, DATABASE_URL: this.#postgres.url('postgres') + this.#opties };
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
        let van = Date.now();
        const { access_token, id_token } = JSON.parse(await bezoeker.wissel(code));
        const inhoud = Buffer.from(id_token.split('.')[1], 'base64url').toString();
        this.#noteer('aanmelding', inhoud, van);
        van = Date.now();
        this.#noteer('userinfo', await bezoeker.userinfo(access_token), van);
        code = await bezoeker.vraagCode(koekjes);
      }
    } finally {
      bezoeker.sluit();
    }
  }

  #noteer(aanleiding: Meegedeeld['aanleiding'], inhoud: string, van: number): void {
    this.meegedeeld.push({ aanleiding, account_uuid: JSON.parse(inhoud).ov_account_uuid, van, tot: Date.now() + 1 });
  }
}
