import { type Selectable, sql } from 'kysely';
import {
  beoordeelHandtekeningen,
  type Handtekeningoordeel,
  hashVan,
  leesProtocol,
  type Partij,
  type Protocol,
  type Protocoldossier,
  type PubliekeSleutel,
  uitlegVan,
} from '../protocol/index.ts';
import type { Database } from '../store/database.ts';
import type { Tabellen } from '../store/tabellen.ts';

/** Versions of acts that were in force on some day, as every node keeps them: added and read, and nothing else. */

export interface Versie extends Selectable<Tabellen['protocolversies']> {
  handtekeningen: (Selectable<Tabellen['protocolhandtekeningen']> & { sleutel: PubliekeSleutel })[];
}

/** Another set of signatures under the same bytes is added to what stands there. */
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

/** Each signature beside the key by which it verified. */
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

/** @param protocol those of one act alone */
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

export async function leesVersie(db: Database, hash: string): Promise<Versie | undefined> {
  const versies = await db.selectFrom('protocolversies').selectAll().where('hash', '=', hash).execute();
  return (await metHandtekeningen(db, versies))[0];
}

/** The act of that name as it was last in force: for who can't read it in the folder. */
export async function leesLaatsteAkte(db: Database, naam: string): Promise<Protocol | undefined> {
  const versie = await db
    .selectFrom('protocolversies')
    .select('bytes')
    .where('protocol', '=', naam)
    .orderBy('eerst_gezien_op', 'desc')
    .limit(1)
    .executeTakeFirst();
  return versie && leesProtocol(naam, versie.bytes).waarde;
}

/** Every act that was ever in force, by name, as it last was; nothing where this version of LeerID can't read it. */
export async function leesLaatsteAkten(db: Database): Promise<Map<string, Protocol | undefined>> {
  const versies = await db
    .selectFrom('protocolversies')
    .distinctOn('protocol')
    .select(['protocol', 'bytes'])
    .orderBy('protocol')
    .orderBy('eerst_gezien_op', 'desc')
    .execute();
  return new Map(versies.map(({ protocol, bytes }) => [protocol, leesProtocol(protocol, bytes).waarde]));
}

/** The hash of the text of that act that was in force last, where that is a later one than this. */
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

/** What a version that was read back turns out to be: judged anew, by nothing but what was kept. */
export interface Keuring {
  geldig: Extract<Handtekeningoordeel, { geldig: true }>[];
  bezwaren: string[];
}

/** Each signature by its own key: a name of a key may have been given anew since. */
export async function keurVersie({ hash, bytes, handtekeningen }: Versie): Promise<Keuring> {
  const oordelen = await Promise.all(
    handtekeningen.map(({ partij, sleutel, protected: beschermd, signature }) =>
      beoordeelHandtekeningen(bytes, { signatures: [{ protected: beschermd, signature }] }, [
        { partij, sleutels: [sleutel] },
      ]),
    ),
  );
  const alle = oordelen.flat();
  return {
    geldig: alle.filter((oordeel) => oordeel.geldig),
    bezwaren: [
      ...(hashVan(bytes) === hash ? [] : [`de SHA-256 van de bytes is ${hashVan(bytes)}`]),
      ...alle.flatMap((oordeel) => (oordeel.geldig ? [] : uitlegVan(oordeel))),
      ...(alle.length ? [] : ['er staat geen handtekening bij']),
    ],
  };
}
