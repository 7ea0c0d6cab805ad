import { sql } from 'kysely';
import type { Handtekeningoordeel, Protocol } from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';
import { keurVersie } from './versiekeuring.ts';
import { leesVersiesMet, type Versie } from './versies.ts';

/** A text that was in force somewhere, and is sound by what was kept of it alone. */
export interface BewaardeTekst {
  hash: string;
  protocol: Protocol;
  /** By the keys that were kept with the signatures. */
  oordelen: readonly Handtekeningoordeel[];
  /** When a node first had it in force. */
  gezien: Temporal.Instant;
}

/** By the name of the act. */
export type BewaardeTeksten = ReadonlyMap<string, readonly BewaardeTekst[]>;

/**
 * Reads the kept texts of all acts. It is called every two seconds, so what did not change is neither read nor
 * verified again: versions and signatures are only added.
 */
export function maakTekstlezer(db: Database): () => Promise<BewaardeTeksten> {
  const bekend = new Map<string, { handtekeningen: number; tekst: BewaardeTekst | undefined }>();
  return async () => {
    const { rows } = await sql<{ hash: string; handtekeningen: number }>`
      select v.hash, (select count(*)::int from protocolhandtekeningen h where h.hash = v.hash) as handtekeningen
      from protocolversies v`.execute(db);
    const nieuw = rows.filter(({ hash, handtekeningen }) => bekend.get(hash)?.handtekeningen !== handtekeningen);
    const hashes = nieuw.map(({ hash }) => hash);
    for (const versie of hashes.length ? await leesVersiesMet(db, hashes) : [])
      bekend.set(versie.hash, { handtekeningen: versie.handtekeningen.length, tekst: await alsTekst(versie) });
    const teksten = [...bekend.values()].flatMap(({ tekst }) => tekst ?? []);
    return Map.groupBy(teksten, ({ protocol }) => protocol.protocol);
  };
}

export function leesBewaardeTeksten(db: Database): Promise<BewaardeTeksten> {
  return maakTekstlezer(db)();
}

/** A version without the signature of each party is left out: nobody knows whose it is. */
async function alsTekst(versie: Versie): Promise<BewaardeTekst | undefined> {
  const { akte, geldig, bezwaren } = await keurVersie(versie);
  if (!akte || bezwaren.length) return undefined;
  return { hash: versie.hash, protocol: akte, oordelen: geldig, gezien: versie.eerst_gezien_op };
}
