import {
  beoordeelHandtekeningen,
  type Handtekeningoordeel,
  type Partij,
  type Protocoldossier,
  partijenBij,
} from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';

/**
 * Earlier signatures under these bytes, as far as they are kept. A party that signs the same bytes anew does
 * not make the act younger. Only keys that count today are used: when a key was taken out, nobody knows who
 * signed with it.
 */
export async function leesEerdere(
  db: Database,
  { hash, bytes, protocol }: Protocoldossier,
  partijen: readonly Partij[],
): Promise<Handtekeningoordeel[]> {
  const signatures = await db
    .selectFrom('protocolhandtekeningen')
    .select(['protected', 'signature'])
    .where('hash', '=', hash)
    .execute();
  return beoordeelHandtekeningen(bytes, { signatures }, partijenBij(protocol, partijen));
}
