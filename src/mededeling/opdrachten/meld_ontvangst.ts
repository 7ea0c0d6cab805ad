import { metDatabase, type Omgeving, type Uitkomst } from '../../terminal/index.ts';
import { bevestigOntvangst, ontvangstbewijs } from '../leveringen/sluiten/bevestig_ontvangst.ts';
import { metBezwaarInWoorden } from './bezwaar_in_woorden.ts';
import { inDuizenden } from './leveringregels.ts';

export interface Ontvangstopdracht {
  hash: string;
  aantal: number;
  door: string;
}

const WIE = { soort: 'operator', id: 'levering ontvangen' } as const;

/** Keeps what a recipient said: that he has all of it. */
export async function meldOntvangst(
  { klok }: Omgeving,
  id: string,
  { door, hash, aantal }: Ontvangstopdracht,
): Promise<Uitkomst> {
  const bewijs = ontvangstbewijs.safeParse({ sha256: hash, aantal });
  if (!bewijs.success) {
    const regels = bewijs.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return { regels, goed: false };
  }
  return metBezwaarInWoorden(async () => {
    const { aantal: geteld, ontvangen_door } = await metDatabase((db) =>
      bevestigOntvangst({ db, klok }, { id, bewijs: bewijs.data, door, wie: WIE }),
    );
    return {
      regels: [
        `levering ${id}: ${inDuizenden(geteld ?? 0)} regels ontvangen door ${ontvangen_door}; haar inhoud is hier gewist`,
        `wis nu ook het bestand dat je doorgaf: levering-${id}.ndjson`,
      ],
      goed: true,
    };
  });
}
