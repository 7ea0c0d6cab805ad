import type { Command } from 'commander';
import type { Next } from 'koa';
import type { RawBuilder } from 'kysely';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Klok } from './klok.ts';
import type { Database, Nevenverbindingen, Recht, Taak, Werkrooster } from './store/index.ts';

/**
 * The contract of a room. A room is one folder in `src/` and one line in `kamers.ts`; its `kamer.ts` says here all that the rest of
 * the house has to know of it. CONTRIBUTING.md shows how to add one.
 * @typeParam Nodig what the room needs when a server opens: parts of `Kern`, settings, and what rooms before it give
 * @typeParam Geeft what it gives to the rooms after it
 */
export interface Kamer<Nodig = unknown, Geeft extends object = object> {
  /** The name of its folder. */
  naam: string;
  /** The tables that are its own, each with what the account that serves may do there. */
  tabellen?: Readonly<Record<string, Recht>>;
  /** Those of its tables that hold a key of a pupil or of an account, each with what becomes of the rows. */
  aanhang?: Readonly<Record<string, Aanhang>>;
  /** Rows that hang on a pupil and have a term of their own, shorter than that of the pupil. */
  bewaring?: Bewaarregel;
  /** Work that comes by itself, on one of the nodes. */
  taken?: readonly Taak[];
  /** The operator's commands of this room, loaded when there is a command line. */
  opdrachten?: () => Promise<Opdrachten>;
  /** What it does in the transaction of a load of the register, once the register is as it will be. */
  bijLading?: (trx: Database, lading: Lading) => Promise<void>;
  /** What it does, in the transaction in which an application closes. */
  bijSluiting?: (trx: Database, client: GeslotenClient) => Promise<void>;
  /** Opens the room in a server that starts. */
  open?: (huis: Nodig) => Opening<Geeft> | Promise<Opening<Geeft>>;
}

/** What every room may ask of a server that starts. A room names the parts that it needs, and of the settings too only those. */
export interface Kern {
  klok: Klok;
  /** For visitors: each statement finds its few rows by an index. */
  db: Database;
  /** Connections that no visitor can take. */
  neven: Nevenverbindingen;
  rooster: Werkrooster;
  log: Logger;
  /** Where figures for `/metrics` are added. */
  metingen: Registry;
  /** A key of its own for one purpose, the same on every node and at every start. */
  sleutelVoor(doel: string): string;
  kamers: readonly EenKamer[];
}

/** What a room brings into a server. */
export interface Opening<Geeft extends object = object> {
  /** For the rooms after it. */
  geeft?: Geeft;
  /** Answer on paths of the room's own. */
  routes?: readonly Laag[];
  /** Get what no route of any room took, in the order of the rooms. */
  overige?: readonly Laag[];
  /** Done again and again, by every node. */
  rondes?: readonly Ronde[];
  /** Ends once what was begun is done. */
  stop?(): Promise<void>;
}

/** Koa middleware, with or without the context of a router. */
export type Laag = (ctx: never, next: Next) => unknown;

export interface Ronde {
  /** Milliseconds between the beginnings of two turns; a turn that takes longer is waited for. */
  elke: number;
  /** In a line of the log, when it fails. Dutch, like all that an operator reads. */
  wat: string;
  doe(): Promise<void>;
}

/** A stop has to close the door on every node within five seconds. */
export const ELKE_TWEE_SECONDEN = 2_000;
export const ELK_UUR = 3_600_000;

/**
 * What becomes of rows that hang on a pupil. `gaatMee`: by a column `leerling_id`; a merge gives them to the pupil who stays, undoing it gives
 * them back, and they go with the pupil. All other columns are listed: `sleutel` tells rows of one pupil apart. `zelf`: the room sees to it, in these words.
 */
export type Aanhang = { gaatMee: Verhuizing } | { zelf: string };

export interface Verhuizing {
  sleutel: readonly string[];
  rest: readonly string[];
}

/** Erases, in the nightly retention of the register, what lasted its own term. */
export interface Bewaarregel {
  /** The name of its count in the report of the night. */
  telling: string;
  /** What an operator reads before the count. */
  inWoorden: string;
  /** How many rows have lasted their term. Those of pupils who go themselves don't count. */
  tel(db: Database, reeks: Leerlingreeks, moment: Bewaarmoment): Promise<number>;
  /** Whether there is anything to erase, a copy in a merge included. */
  heeft(db: Database, reeks: Leerlingreeks, moment: Bewaarmoment): Promise<boolean>;
  /**
   * Erases them with their copies, in a transaction that alone writes in the register.
   * @returns how many rows
   */
  wis(trx: Database, reeks: Leerlingreeks, moment: Bewaarmoment): Promise<number>;
}

/** Pupils whose key lies between these two, the second one included: an index finds them, and no statement takes long. */
export interface Leerlingreeks {
  na: string;
  tot: string;
}

export interface Bewaarmoment {
  vandaag: Temporal.PlainDate;
  /** Whether a pupil has lasted the term of a pupil. */
  gaatZelf(leerling: RawBuilder<unknown>): RawBuilder<boolean>;
}

/** By the name of their table. */
export type Verhuizingen = Readonly<Record<string, Verhuizing>>;

/** Adds commands with their options and help to the program. */
export type Opdrachten = (leerid: Command, hier: Huisomgeving) => void;

/** What every command is given. */
export interface Omgeving {
  klok: Klok;
  readonly configmap: string;
  /** Where the parties and their public keys are. */
  readonly partijenmap: string;
}

/** What a command may ask besides: for those that take all rooms together, or end sessions. */
export interface Huisomgeving extends Omgeving {
  kamers: readonly EenKamer[];
  /** Does something with the database of `DATABASE_URL` and with what ends sessions, which is of the room `oidc`. */
  metAfmelder<T>(doe: (afmelder: Afmelder) => Promise<T>): Promise<T>;
}

/** Ends sessions in the caller's transaction, and puts down there what the applications have to hear of it. */
export interface Afmelder {
  db: Database;
  /** Every session of these accounts: after a block, a new code, or when they are erased. */
  meldAccountsAf(trx: Database, accountUuids: readonly string[]): Promise<void>;
  /** Those of accounts that a load of the register touched: batches in the order of `account_uuid`, each account once. */
  meldGeraakteAf(trx: Database, geraakt: AsyncIterable<readonly GeraaktAccount[]>): Promise<void>;
}

/** What a load tells the rooms. */
export interface Lading {
  afmelder: Afmelder;
  /** Accounts that went, or whose pupil left a school or got blocked, each once. They are read anew at each call. */
  geraakt(): AsyncIterable<readonly GeraaktAccount[]>;
}

/** An account that a load of the register touched, with the pupil that it was of before the load. */
export interface GeraaktAccount {
  account_uuid: string;
  leerling_id: string;
}

/** An application as it was when it closed, as far as telling it takes. */
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
