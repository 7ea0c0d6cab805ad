import type { Selectable } from 'kysely';
import type { Database, Tabellen } from '../store/index.ts';
import type { DossierOnderProtocol } from './dossiers/dossier_onder_protocol.ts';

/** To which party each client_id belongs. That stays so unless an operator hands it over. */

export type Houder = Selectable<Tabellen['clienthouders']>;
/** A party is known by its numbers, because anybody can choose the name of its file. */
export type Partijnummers = Pick<Houder, 'partij' | 'kbo' | 'vestigingseenheid'>;

/** The party that owns the application, as its act describes it. */
export function partijVan({ dossier, protocol }: DossierOnderProtocol): Partijnummers {
  const partij = protocol.partijen.find(({ id }) => id === dossier.partij);
  return { partij: dossier.partij, kbo: partij?.kbo ?? null, vestigingseenheid: partij?.vestigingseenheid ?? null };
}

export function isZelfdeHouder(een: Partijnummers, ander: Partijnummers): boolean {
  if (een.kbo === null && ander.kbo === null) return een.partij === ander.partij;
  return een.kbo === ander.kbo && een.vestigingseenheid === ander.vestigingseenheid;
}

/** Why an application is not opened: its client_id belongs to another party than that of its dossier. */
export function houderbezwaar(houder: Houder | undefined, onderProtocol: DossierOnderProtocol): string | undefined {
  if (!houder || isZelfdeHouder(houder, partijVan(onderProtocol))) return undefined;
  const { client_id, partij } = onderProtocol.dossier;
  return `client_id "${client_id}" is van ${inWoorden(houder)}, en het dossier van ${inWoorden(partijVan(onderProtocol))}: geef "${partij}" een eigen client_id`;
}

/** Includes the numbers, because two parties may have the same name. */
export function inWoorden({ partij, kbo, vestigingseenheid }: Partijnummers): string {
  return `"${partij}"${kbo ? ` (${[kbo, vestigingseenheid].filter(Boolean).join(', ')})` : ''}`;
}

/** The latest holder of each client_id. */
export async function leesHouders(db: Database): Promise<Map<string, Houder>> {
  const rijen = await db
    .selectFrom('clienthouders')
    .selectAll()
    .distinctOn('client_id')
    .orderBy('client_id')
    .orderBy('nummer', 'desc')
    .execute();
  return new Map(rijen.map((houder) => [houder.client_id, houder]));
}

export async function leesHouder(db: Database, clientId: string): Promise<Houder | undefined> {
  return db
    .selectFrom('clienthouders')
    .selectAll()
    .where('client_id', '=', clientId)
    .orderBy('nummer', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/**
 * The holder of this client_id. If it had none, the asker becomes the holder. When two ask at once, the
 * database lets one of them win.
 * docs/keuzes/akten.md#a-client_id-belongs-to-the-party-that-first-opened-under-it
 */
export async function neemHouder(
  db: Database,
  onderProtocol: DossierOnderProtocol,
  nu: Temporal.Instant,
): Promise<Houder> {
  const { client_id } = onderProtocol.dossier;
  await db
    .insertInto('clienthouders')
    .values({ client_id, nummer: 1, ...partijVan(onderProtocol), sinds: nu.toString(), reden: null })
    .onConflict((conflict) => conflict.columns(['client_id', 'nummer']).doNothing())
    .execute();
  const houder = await leesHouder(db, client_id);
  if (!houder) throw new Error(`client_id "${client_id}" is van niemand`);
  return houder;
}
