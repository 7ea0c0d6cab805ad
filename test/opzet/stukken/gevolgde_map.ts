import { join } from 'node:path';
import { zetbareKlok } from '../../../src/klok.ts';
import type { Database } from '../../../src/store/index.ts';
import { type LevendeToepassingen, type Toepassingen, volgToepassingen } from '../../../src/toepassingen/index.ts';
import { maakTestdatabase, type Testdatabase } from '../database/testdatabase.ts';
import { vergeetVersies } from '../database/vergeet_versies.ts';
import { Configmap, maakOndertekenaar, type Ondertekenaar } from './configmap.ts';
import { voorbeelddossier } from './voorbeelddossier.ts';
import { protocolbytes } from './voorbeeldprotocol.ts';

const VANDAAG = Temporal.Instant.from('2025-03-01T09:00:00Z');

/**
 * A configuration folder and a database that are followed, without a server around them: two protocols, each
 * with an application.
 */
export class GevolgdeMap {
  readonly klok = zetbareKlok(VANDAAG);
  map!: Configmap;
  db!: Database;
  /** What was read last. */
  gelezen: Toepassingen | undefined;
  /** Ends the sessions of an application that closes or opens. */
  sluit: () => Promise<void> = async () => {};
  /** The files that did not come to rest, one list for each log line. */
  onrust: string[][] = [];
  /** The applications that were logged because their client_id belongs to another party. */
  anderePartij: string[] = [];
  /** Stands for the state of the applications' secrets. */
  geheimstand = '';
  /** Whether made-up parties may sign. */
  demo = false;
  #database!: Testdatabase;
  /** The parties of both protocols. */
  partijen!: Ondertekenaar[];

  async begin(): Promise<void> {
    this.partijen = await Promise.all([maakOndertekenaar('dov'), maakOndertekenaar('leverancier')]);
    this.#database = await maakTestdatabase();
    this.db = this.#database.db;
  }

  async maak(): Promise<void> {
    this.klok.zet(VANDAAG);
    await vergeetVersies(this.db);
    this.sluit = async () => {};
    this.onrust = [];
    this.anderePartij = [];
    this.demo = false;
    this.map = await Configmap.maak(...this.partijen);
    for (const naam of ['voorbeeld', 'ander']) {
      await this.schrijfProtocol(naam);
      await this.schrijfDossier(naam, naam);
    }
  }

  /** Writes the changed protocol, signed by both parties. */
  readonly schrijfProtocol = (naam: string, wijzig?: Parameters<typeof protocolbytes>[0]): Promise<void> =>
    this.map.schrijfProtocol(naam, protocolbytes(wijzig, naam), ...this.partijen);

  async ruimOp(): Promise<void> {
    await this.db.deleteFrom('protocolstops').execute();
    await this.db.deleteFrom('open_toepassingen').execute();
    await this.map.weg();
  }

  einde(): Promise<void> {
    return this.#database.weg();
  }

  readonly schrijfDossier = (naam: string, protocol: string): Promise<void> =>
    this.map.schrijfDossier(voorbeelddossier({ client_id: naam, protocol }), ...this.partijen);

  /** Another node on the same database and by default the same folder. */
  readonly volg = (configmap = this.map.pad): Promise<LevendeToepassingen> =>
    volgToepassingen({
      db: this.db,
      klok: this.klok,
      configmap,
      demo: this.demo,
      kies: async (nu) => {
        this.gelezen = nu;
        return new Set(nu.perTekst.keys());
      },
      grond: async () => this.geheimstand,
      ruimOp: () => this.sluit(),
      meldGesloten: () => {},
      meldAnderePartij: (clientId, fout) => this.anderePartij.push(`${clientId}: ${fout}`),
      meldOnrust: (bestanden) => this.onrust.push(bestanden),
    });

  readonly isOpen = ({ alle }: LevendeToepassingen, naam = 'voorbeeld'): boolean =>
    alle.get(naam)?.geldigheidOp(this.klok.vandaag()).in_werking ?? false;

  readonly pad = (bestand: string): string => join(this.map.pad, bestand);

  readonly fouten = (): string =>
    [this.gelezen?.fouten, this.gelezen?.protocollen.dossiers.map((een) => een.fouten)].flat(3).join('\n');
}

/** What the timers of a node do in four seconds. */
export async function vierSeconden(levend: LevendeToepassingen): Promise<void> {
  for (const _ of [1, 2]) {
    await Promise.all([levend.verversUitMap(), levend.verversUitDatabase()]);
    await levend.verversOpenstelling().catch(() => {});
  }
}
