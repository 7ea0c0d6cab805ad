import { type Selectable, sql } from 'kysely';
import type { Partij, Protocoldossier, PubliekeSleutel } from '../../protocol/index.ts';
import type { Database, Tabellen } from '../../store/index.ts';

/** Versions of acts that were in force on some day. Every node keeps them. They are only added and read. */

export interface Versie extends Selectable<Tabellen['protocolversies']> {
  handtekeningen: (Selectable<Tabellen['protocolhandtekeningen']> & { sleutel: PubliekeSleutel })[];
}

/** Another set of signatures under the same bytes is added to the version that is there. */
export async function bewaarVersie(
  db: Database,
  dossier: Protocoldossier,
  partijen: readonly Partij[],
  nu: Temporal.Instant,
): Promise<void> {
  const { hash, naam: protocol, bytes } = dossier;
  const eerst_gezien_op = nu.toString();
  const handtekeningen = bewijzenVan(dossier, partijen).map((een) => ({ hash, eerst_gezien_op, ...een }));
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('protocolversies')
      .values({ hash, protocol, bytes: Buffer.from(bytes), eerst_gezien_op })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await trx
      .insertInto('protocolhandtekeningen')
      .values(handtekeningen)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** Each signature beside the key that verified it. */
function bewijzenVan({ handtekeningen, oordelen }: Protocoldossier, partijen: readonly Partij[]) {
  return handtekeningen.signatures.flatMap((handtekening, plaats) => {
    const oordeel = oordelen[plaats];
    if (!oordeel?.geldig) return [];
    const { partij, vingerafdruk, kid } = oordeel;
    const houder = partijen.find((een) => een.partij === partij);
    const sleutel = houder?.sleutels.find((een) => een.kid === kid);
    return sleutel ? [{ partij, vingerafdruk, sleutel: JSON.stringify(sleutel), ...handtekening }] : [];
  });
}

/** @param protocol only the versions of this act */
export async function leesVersies(db: Database, protocol?: string): Promise<Versie[]> {
  const versies = await db
    .selectFrom('protocolversies')
    .selectAll()
    .$if(protocol !== undefined, (vraag) => vraag.where('protocol', '=', protocol ?? ''))
    .orderBy('protocol')
    .orderBy('eerst_gezien_op')
    .orderBy('hash')
    .execute();
  return metHandtekeningen(db, versies);
}

export async function leesVersiesMet(db: Database, hashes: readonly string[]): Promise<Versie[]> {
  const versies = await db
    .selectFrom('protocolversies')
    .selectAll()
    .where(sql<boolean>`hash = any(${hashes}::text[])`)
    .execute();
  return metHandtekeningen(db, versies);
}

export async function leesVersie(db: Database, hash: string): Promise<Versie | undefined> {
  return (await leesVersiesMet(db, [hash]))[0];
}

/** Changes whenever a version or a signature is added. */
export async function telVersies(db: Database): Promise<string> {
  const { rows } = await sql<{ geteld: string }>`
    select (select count(*) from protocolversies) || ' ' || (select count(*) from protocolhandtekeningen) as geteld`.execute(
    db,
  );
  return rows[0]?.geteld ?? '';
}

/** The hash of the version of that act that was in force last, where that is a later one than this. */
export async function leesLatereTekst(db: Database, protocol: string, hash: string): Promise<string | undefined> {
  const later = await db
    .selectFrom('protocolversies as l')
    .innerJoin('protocolversies as v', (verband) => verband.onRef('l.eerst_gezien_op', '>', 'v.eerst_gezien_op'))
    .select('l.hash')
    .where('l.protocol', '=', protocol)
    .where('v.hash', '=', hash)
    .orderBy('l.eerst_gezien_op', 'desc')
    .limit(1)
    .executeTakeFirst();
  return later?.hash;
}

async function metHandtekeningen(
  db: Database,
  versies: readonly Selectable<Tabellen['protocolversies']>[],
): Promise<Versie[]> {
  const rijen = await db
    .selectFrom('protocolhandtekeningen')
    .selectAll()
    .where(sql<boolean>`hash = any(${versies.map(({ hash }) => hash)}::text[])`)
    .orderBy('eerst_gezien_op')
    .orderBy('partij')
    .execute();
  return versies.map((versie) => ({
    ...versie,
    handtekeningen: rijen.filter(({ hash }) => hash === versie.hash) as Versie['handtekeningen'],
  }));
}
