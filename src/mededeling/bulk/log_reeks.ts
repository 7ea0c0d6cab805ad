import { type Bewijsgroep, type Groepslid, type Grondslag, schrijfPrivacylogs } from '../../privacy/index.ts';
import type { Leerlingenvraag, Ontvangst } from '../deurwoorden.ts';
import { grondslagVan } from '../klassen.ts';
import type { Bulkbenodigdheden } from './bulkbenodigdheden.ts';
import type { Gesteld } from './gesteld.ts';
import type { Toegelatenen } from './toegelatenen.ts';

/** A row for each pupil of whom something leaves. */
export async function logReeks(
  { db, klok }: Bulkbenodigdheden,
  { protocol, protocolHash, clientId, ontvanger }: Ontvangst,
  { vrager: { wie, hoedanigheid }, gelegenheid }: Leerlingenvraag,
  { klasakte }: Toegelatenen,
  gesteld: readonly Gesteld[],
): Promise<void> {
  const { stroom, levering } = gelegenheid;
  const onder = klasakte && klasakte.hash !== protocolHash ? grondslagVan({ akte: klasakte }) : undefined;
  await schrijfPrivacylogs(db, {
    tijdstip: klok.nu(),
    wie,
    hoedanigheid,
    doel: 'uitvoering_protocol',
    stroom,
    protocol: protocol.protocol,
    protocolHash,
    clientId,
    ontvanger: clientId === undefined ? ontvanger : undefined,
    rechtsgrond: protocol.rechtsgrond.avg.join(', '),
    aanleiding: levering === undefined ? 'aanvraag' : 'levering',
    levering,
    ...groepeer(gesteld, onder),
  });
}

/** Pupils of whom the same codes leave share them in the statement that writes their rows. */
function groepeer(gesteld: readonly Gesteld[], onder: Grondslag | undefined) {
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
