import { type Bewijsgroep, type Groepslid, type Grondslag, schrijfPrivacylogs } from '../../privacy/index.ts';
import { bewijsHoofd } from '../bewijshoofd.ts';
import type { Leerlingenvraag, Ontvangst } from '../deurwoorden.ts';
import { grondslagVan } from '../klassen.ts';
import type { Bulkbenodigdheden } from './bulkbenodigdheden.ts';
import type { Gesteld } from './gesteld.ts';
import type { Toegelatenen } from './toegelatenen.ts';

/** A row for each pupil of whom something leaves. */
export async function logReeks(
  { db, klok }: Bulkbenodigdheden,
  ontvangst: Ontvangst,
  vraag: Leerlingenvraag,
  { klasakte }: Toegelatenen,
  gesteld: readonly Gesteld[],
): Promise<void> {
  // Where the act of the classes is the act itself, the row says so already.
  const isAnder = klasakte !== undefined && klasakte.hash !== ontvangst.protocolHash;
  const onder = isAnder ? grondslagVan({ akte: klasakte }) : undefined;
  await schrijfPrivacylogs(db, { ...bewijsHoofd(klok.nu(), ontvangst, vraag), ...groepeerBewijzen(gesteld, onder) });
}

/** Pupils of whom the same codes leave share them in the statement that writes their rows. */
export function groepeerBewijzen(gesteld: readonly Gesteld[], onder: Grondslag | undefined) {
  const groepen: Bewijsgroep[] = [];
  const plaatsen = new Map<string, number>();
  const leerlingen = gesteld.map(({ toegelatene: { leerling }, gegevens, artikelen }): Groepslid => {
    const sleutel = gegevens.join(' ');
    const groep = plaatsen.get(sleutel) ?? groepen.length;
    if (groep === groepen.length) {
      plaatsen.set(sleutel, groep);
      groepen.push({ gegevens, artikelen, onder: gegevens.includes('klasinformatie') ? onder : undefined });
    }
    return { id: leerling.id, account_uuid: leerling.account_uuid, groep };
  });
  return { groepen, leerlingen };
}
