import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { stringify } from 'yaml';
import { zetbareKlok } from '../../../src/klok.ts';
import { maakLog } from '../../../src/log.ts';
import { leesVkey, type Vkey } from '../../../src/privacy/boom/vkey.ts';
import { maakGetuige } from '../../../src/privacy/getuigen/getuige.ts';
import { type Getuigenbode, maakGetuigenbode } from '../../../src/privacy/getuigen/getuigenbode.ts';
import { openGetuigenmap } from '../../../src/privacy/getuigen/getuigenmap.ts';
import { stuurAanGetuige } from '../../../src/privacy/getuigen/getuigenpost.ts';
import { getuigenapp } from '../../../src/privacy/getuigen/getuigenroutes.ts';
import { type Getuigensleutel, maakGetuigensleutel } from '../../../src/privacy/getuigen/getuigensleutel.ts';
import { type Getuigenrij, leesGetuigenstanden } from '../../../src/privacy/getuigen/medeondertekeningen.ts';
import { leesLaatsteCheckpoint } from '../../../src/privacy/zegel/checkpointrijen.ts';
import { leesLogsleutels, leesTekenaars, zorgVoorLogsleutel } from '../../../src/privacy/zegel/logsleutels.ts';
import { verzegelLog } from '../../../src/privacy/zegel/verzegel.ts';
import { schrijfLogrijen } from '../database/logrijen.ts';
import { maakTestdatabase, type Testdatabase } from '../database/testdatabase.ts';
import { Proeflog } from './proeflog.ts';

const ORIGIN = 'leerid.example/privacylog';
export const HOOFDSLEUTEL = 'h'.repeat(43);

export interface Proefgetuige {
  sleutel: Getuigensleutel;
  /** Bodies that were sent to it. */
  gekregen: string[];
  adres: string;
}

/** A log in a real database, with witnesses of parties over HTTP. */
export class Getuigenproef {
  readonly klok = zetbareKlok(Temporal.Instant.from('2026-11-23T09:00:00Z'));
  readonly database: Testdatabase;
  /** The parties' folder. */
  readonly map: string;
  readonly #logregels: string[] = [];
  readonly #boden: Getuigenbode[] = [];
  readonly #opruimen: (() => Promise<unknown>)[] = [];

  private constructor(database: Testdatabase, map: string) {
    this.database = database;
    this.map = map;
  }

  static async maak(): Promise<Getuigenproef> {
    const database = await maakTestdatabase({ opzoeken: true });
    const proef = new Getuigenproef(database, await mkdtemp(join(tmpdir(), 'leerid-bode-')));
    await zorgVoorLogsleutel(database.db, HOOFDSLEUTEL, ORIGIN, proef.klok.nu());
    return proef;
  }

  async weg(): Promise<void> {
    await Promise.all(this.#boden.map((bode) => bode.stop()));
    for (const doe of this.#opruimen.reverse()) await doe();
    await this.database.weg();
    await rm(this.map, { recursive: true });
  }

  /** What one node has for its witnesses. */
  bode(stuur = stuurAanGetuige): Getuigenbode {
    const log = maakLog('info', { write: (regel: string) => this.#logregels.push(regel) });
    const bode = maakGetuigenbode({ db: this.database.db, klok: this.klok, log, partijenmap: this.map, stuur });
    this.#boden.push(bode);
    return bode;
  }

  /** Asks every witness, also before its pause is over, and waits for the answers. */
  async vraag(): Promise<void> {
    await sql`update getuigenstanden set volgende_op = now()`.execute(this.database.db);
    const bode = this.bode();
    await bode.kijk();
    await bode.stop();
  }

  gebeurtenissen(): string[] {
    const regels = this.#logregels.map((regel) => JSON.parse(regel));
    return regels.flatMap(({ gebeurtenis, partij }) => (gebeurtenis ? `${gebeurtenis} ${partij}` : []));
  }

  /** Rows under one more checkpoint. */
  async verzegel(aantal: number): Promise<void> {
    await schrijfLogrijen(this.database.db, aantal);
    await verzegelLog({ db: this.database.db, hoofdsleutel: HOOFDSLEUTEL, nu: this.klok.nu });
  }

  async laatste(): Promise<{ omvang: number; notitie: string }> {
    return (await leesLaatsteCheckpoint(this.database.db)) ?? { omvang: 0, notitie: '' };
  }

  async stand(partij: string): Promise<Getuigenrij | undefined> {
    return (await leesGetuigenstanden(this.database.db)).get(partij);
  }

  /** The party's file names this server as its witness. */
  async dien(partij: string, doe: RequestListener, { tekst }: Vkey): Promise<string> {
    const server = createServer(doe).listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#opruimen.push(async () => {
      server.closeAllConnections();
      server.close();
    });
    const adres = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const bestand = stringify({ partij, naam: partij, getuige: { adres, sleutels: [tekst] } });
    await writeFile(join(this.map, `${partij}.yaml`), bestand);
    return adres;
  }

  /** A real witness of this party, that follows the log. */
  async getuige(partij: string): Promise<Proefgetuige> {
    const eigen = await mkdtemp(join(tmpdir(), 'leerid-getuige-'));
    const map = await openGetuigenmap(eigen);
    this.#opruimen.push(() => rm(eigen, { recursive: true }));
    const sleutel = maakGetuigensleutel(`${partij}.example/getuige`);
    const logs = new Map([[ORIGIN, await this.vkeys()]]);
    const getuige = maakGetuige({ sleutel, logs, map, nu: () => 1_796_000_000 });
    const gekregen: string[] = [];
    const neemCheckpoint = (inhoud: Uint8Array) => {
      gekregen.push(Buffer.from(inhoud).toString());
      return getuige.neemCheckpoint(inhoud);
    };
    const app = getuigenapp({ ...getuige, neemCheckpoint }, () => {});
    return { sleutel, gekregen, adres: await this.dien(partij, app.callback(), sleutel.vkey) };
  }

  /** Another history under the log's own key: what an operator could sign. */
  async splits(aantal: number): Promise<Proeflog> {
    const [{ naam, sleutel }] = await leesTekenaars(this.database.db, HOOFDSLEUTEL, this.klok.nu());
    const [vkey] = await this.vkeys();
    const bladen = Array.from({ length: aantal }, (_, i) => `anders ${i}`);
    return new Proeflog(ORIGIN, bladen, [{ naam, sleutel, vkey: vkey as Vkey }]);
  }

  async vkeys(): Promise<Vkey[]> {
    return (await leesLogsleutels(this.database.db)).map(({ vkey }) => leesVkey(vkey) as Vkey);
  }
}
