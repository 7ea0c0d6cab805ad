import {
  beoordeelHandtekeningen,
  type Handtekeningoordeel,
  type Partij,
  type Protocoldossier,
  partijenBij,
} from '../../protocol/index.ts';
import type { Database } from '../../store/index.ts';

/**
 * What was signed under these bytes before, as far as it is kept: a party that signs them anew made the act no younger. By the keys that
 * count today alone: of one that was taken out nobody knows who signed with it.
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
