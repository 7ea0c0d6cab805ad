import type Router from '@koa/router';
import type { Command } from 'commander';
import type { Next } from 'koa';
import type { RawBuilder } from 'kysely';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Klok } from './klok.ts';
import type { Akte, Gegevensbron, Venster } from './protocol/index.ts';
import type { Database, Nevenverbindingen, Recht, Taak, Werkrooster } from './store/index.ts';

/**
 * The contract of a room. A room is one folder in `src/` and one line in `kamers.ts`. Its `kamer.ts` says
 * here everything that the rest of the house must know of it. CONTRIBUTING.md shows how to add one.
 * @typeParam Nodig what the room needs when a server opens: parts of `Kern`, settings, and what earlier rooms
 * give
 * @typeParam Geeft what it gives to later rooms
 */
export interface Kamer<Nodig = unknown, Geeft extends object = object> {
  /** The name of its folder. */
  naam: string;
  /** Its own tables, each with what the serving account may do there. */
  tabellen?: Readonly<Record<string, Recht>>;
  /**
   * Its tables with a key of a pupil or an account, each with what happens to the rows. Model:
   * `klasinformatie/kamer.ts`.
   */
  aanhang?: Readonly<Record<string, Aanhang>>;
  /**
   * Rows that belong to a pupil and have a term of their own, shorter than the pupil's. Model:
   * `klasinformatie/klasbewaring.ts`.
   */
  bewaring?: Bewaarregel;
  /** Background work, on one of the nodes. Model: `toetsen/toetsbewaring.ts`. */
  taken?: readonly Taak[];
  /**
   * The operator's commands of this room, from its folder `opdrachten`. They are loaded only for a command
   * line. Model: `klasinformatie/opdrachten/klasinformatieopdrachten.ts`.
   */
  opdrachten?: () => Promise<Opdrachten>;
  /**
   * What it does in the transaction of a load of the register, after all changes to the register. Model:
   * `oidc/kamer.ts`.
   */
  bijLading?: (trx: Database, lading: Lading) => Promise<void>;
  /** What it does in the transaction in which an application closes. */
  bijSluiting?: (trx: Database, client: GeslotenClient) => Promise<void>;
  /** Opens the room in a server that starts. */
  open?: (huis: Nodig) => Opening<Geeft> | Promise<Opening<Geeft>>;
}

/**
 * What every room may ask of a server that starts. A room names only the parts that it needs, and only the
 * settings that it needs.
 */
export interface Kern {
  klok: Klok;
  /** For visitors. Each statement finds its few rows by an index. */
  db: Database;
  /** Connections that no visitor can take. */
  neven: Nevenverbindingen;
  log: Logger;
  /** Processor cores that this process may count on: its share of the machine's. */
  kernen: number;
  /** The registry to which a room adds its figures for `/metrics`. */
  metingen: Registry;
  /** A key for one purpose, the same on every node and at every start. */
  sleutelVoor(doel: string): string;
  kamers: readonly EenKamer[];
}

/** What a room brings into a server. */
export interface Opening<Geeft extends object = object> {
  /** Values for later rooms. */
  geeft?: Geeft;
  /** Answer on the room's own paths: `routes()` of each of its routers. The server puts them in one router. */
  routes?: readonly ReturnType<Router['routes']>[];
  /** Get the requests that no route of any room took, in the order of the rooms. */
  overige?: readonly Laag[];
  /** Work that is repeated. Model: `aanmelden/open.ts`. */
  rondes?: readonly Ronde[];
  /**
   * Called when this process becomes the caretaker of its machine, and again until it succeeds. Here a room
   * takes on work of the timetable, and begins what one process does for all. What can fail comes first, so
   * that nothing begins twice. Model: `oidc/open.ts`.
   */
  onderhoud?(rooster: Werkrooster): Promise<void>;
  /** Resolves when everything that was begun is done. */
  stop?(): Promise<void>;
}

/** Koa middleware. */
export type Laag = (ctx: never, next: Next) => unknown;

/**
 * Work that is repeated. It must do no harm when two processes do it at once. The first turn comes `elke`
 * milliseconds after the start; what must be done before the first visitor belongs in `open`. Work that keeps a
 * process up to date uses `neven.volgen`, so that visitors cannot keep it waiting; then count one more reader
 * there. Clearing up uses `db`.
 */
export interface Ronde {
  /**
   * `elk`: each process does it for itself, to stay up to date. `huismeester`: the caretaker does it, which
   * is one process of each machine.
   * docs/keuzes/beheer.md#several-processes-share-a-port-and-one-of-them-is-the-caretaker
   */
  door: 'elk' | 'huismeester';
  /** Milliseconds between the beginnings of two turns. While a turn runs, no other begins. */
  elke: number;
  /** Its name in the log line when it fails. Dutch, like everything that an operator reads. */
  wat: string;
  doe(): Promise<void>;
}

/** A stop must close the door in every process of every node within five seconds. */
export const ELKE_TWEE_SECONDEN = 2_000;
export const ELK_UUR = 3_600_000;

/**
 * What happens to rows that belong to a pupil.
 * - `gaatMee`: the rows have a column `leerling_id`, which refers to `leerlingen` with `on delete cascade`. A
 *   merge gives them to the pupil who stays, undoing the merge gives them back, and they are erased with the
 *   pupil. `sleutel` names the columns that distinguish the rows of one pupil; with `leerling_id` they are
 *   unique.
 * - `zelf`: the room takes care of it, as these words say.
 */
export type Aanhang = { gaatMee: Verhuizing } | { zelf: string };

export interface Verhuizing {
  sleutel: readonly string[];
}

/**
 * Erases rows that lasted their own term, in the register's nightly retention. It goes through all pupils,
 * range by range: an index of the table must begin with `leerling_id`.
 *
 * A merge that can be undone keeps copies of rows of the pupil who went, as JSON: a day or a moment in a copy
 * is text. `zoekInSamenvoegingen` and `wisUitSamenvoegingen` of the register find and erase them.
 */
export interface Bewaarregel {
  /** The name of its count in the nightly report. */
  telling: string;
  /** The words before the count, for the operator. */
  inWoorden: string;
  /**
   * For a trial: how many rows of the table have lasted their term. Copies don't count, and neither do rows of
   * pupils who are erased themselves (`gaatZelf`).
   */
  tel(db: Database, reeks: Leerlingreeks, moment: Bewaarmoment): Promise<number>;
  /** Whether there is anything to erase, in the table or among the copies. If not, nothing waits for a lock. */
  heeft(db: Database, reeks: Leerlingreeks, moment: Bewaarmoment): Promise<boolean>;
  /**
   * Erases them with their copies, in a transaction that is the only writer of the register.
   * @returns how many rows of the table; copies don't count
   */
  wis(trx: Database, reeks: Leerlingreeks, moment: Bewaarmoment): Promise<number>;
}

/**
 * Pupils whose key lies between these two, the second one included. An index finds them, so no statement
 * takes long.
 */
export interface Leerlingreeks {
  na: string;
  tot: string;
}

export interface Bewaarmoment {
  vandaag: Temporal.PlainDate;
  /** Whether the pupil himself has lasted his term. */
  gaatZelf(leerling: RawBuilder<unknown>): RawBuilder<boolean>;
}

/** By table name. */
export type Verhuizingen = Readonly<Record<string, Verhuizing>>;

/** Adds commands with their options and help to the program. */
export type Opdrachten = (leerid: Command, hier: Huisomgeving) => void;

/** What every command is given. */
export interface Omgeving {
  klok: Klok;
  readonly configmap: string;
  /** The folder with the parties and their public keys. */
  readonly partijenmap: string;
}

/** More for commands that work on all rooms together, or that end sessions. */
export interface Huisomgeving extends Omgeving {
  kamers: readonly EenKamer[];
  leerlingbronnen: Leerlingbronnen;
  /** All keys under which a pupil stands in the log: his own, and those of pupils that turned out to be him. */
  leesVroegereLeerlingen(db: Database, leerling: string): Promise<string[]>;
  /** The pupil who has this account, also where a merge replaced the account. */
  leesLeerlingVanAccount(db: Database, account: string): Promise<string | undefined>;
  /**
   * Does something with the database of `DATABASE_URL` and with what ends sessions, which belongs to the room
   * `oidc`.
   */
  metAfmelder<T>(doe: (afmelder: Afmelder) => Promise<T>): Promise<T>;
}

/**
 * What rooms above the door keep of pupils, for a command that hands it over. By `leerlingen.id`, of the pupils that
 * were asked for.
 */
export interface Leerlingbronnen {
  /** Tests of these windows alone. */
  leesToetsenVan(
    db: Database,
    leerlingen: readonly string[],
    vensters: readonly Venster[],
  ): Promise<ReadonlyMap<string, Gegevensbron['toetsen']>>;
  /** The classes of today, of schools that agree with that act. */
  leesKlassenVan(
    db: Database,
    leerlingen: readonly string[],
    akte: Akte,
  ): Promise<ReadonlyMap<string, Gegevensbron['klassen']>>;
}

/** Ends sessions in the caller's transaction, and writes there what the applications must be told. */
export interface Afmelder {
  db: Database;
  /** All sessions of these accounts: after a block, a new code, or when the accounts are erased. */
  meldAccountsAf(trx: Database, accountUuids: readonly string[]): Promise<void>;
  /**
   * Sessions of accounts that a load of the register touched. Batches come in the order of `account_uuid`,
   * each account once.
   */
  meldGeraakteAf(trx: Database, geraakt: AsyncIterable<readonly GeraaktAccount[]>): Promise<void>;
}

/** What a load tells the rooms. */
export interface Lading {
  afmelder: Afmelder;
  /**
   * Accounts that were removed, or whose pupil left a school or was blocked, each once. Every call reads them
   * again.
   */
  geraakt(): AsyncIterable<readonly GeraaktAccount[]>;
}

/** An account that a load of the register touched, with its pupil before the load. */
export interface GeraaktAccount {
  account_uuid: string;
  leerling_id: string;
}

/** An application as it was when it closed, as far as needed to tell it. */
export interface GeslotenClient {
  client_id: string;
  backchannel_logout_uri: string | null;
  id_token_signed_response_alg: string;
}

/** A room, whatever it needs and gives. */
export type EenKamer = Kamer<never>;

export function takenVan(kamers: readonly EenKamer[]): readonly Taak[] {
  return kamers.flatMap(({ taken }) => taken ?? []);
}

export function tabellenVan(kamers: readonly EenKamer[]): Readonly<Record<string, Recht>> {
  return Object.assign({}, ...kamers.map(({ tabellen }) => tabellen));
}

export function bewaarregelsVan(kamers: readonly EenKamer[]): readonly Bewaarregel[] {
  return kamers.flatMap(({ bewaring }) => bewaring ?? []);
}

/** The tables whose rows a merge gives to the pupil who stays. */
export function verhuizingenVan(kamers: readonly EenKamer[]): Verhuizingen {
  const alle = kamers.flatMap(({ aanhang }) => Object.entries(aanhang ?? {}));
  return Object.fromEntries(alle.flatMap(([tabel, hoe]) => ('gaatMee' in hoe ? [[tabel, hoe.gaatMee]] : [])));
}
