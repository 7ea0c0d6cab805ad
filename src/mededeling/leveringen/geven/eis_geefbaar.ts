import { binnenVenster } from '../../../protocol/index.ts';
import { isIemandGeblokkeerdSinds } from '../../../register/index.ts';
import type { Bulkbenodigdheden } from '../../bulk/bulkbenodigdheden.ts';
import type { Ontvangst } from '../../deurwoorden.ts';
import { type Aktenkennis, vindOntvangst } from '../../vind_ontvangst.ts';
import { Weigering } from '../../weigering.ts';
import type { Levering } from '../rij/leveringstand.ts';

/**
 * Asks again before a delivery that lies ready is given. What it may hold was asked when it was made. What may have
 * changed since is the act, its text, the recipient and the window. As long as nothing of it left, a block of whoever
 * counts as well: it may be somebody in it.
 * @throws Weigering
 */
export async function eisGeefbaar(deur: Bulkbenodigdheden, levering: Levering): Promise<void> {
  await deur.leesStopsZoNodig();
  const vandaag = deur.klok.vandaag();
  const ontvangst = zelfdeOntvanger(deur, levering, vandaag);
  if (typeof ontvangst === 'string') throw new Weigering(ontvangst);
  const bezwaar = geefbezwaar(levering, ontvangst, vandaag);
  if (bezwaar) throw new Weigering(bezwaar);
  const { uitgereikt_op, geopend_op } = levering;
  if (!uitgereikt_op && (await isIemandGeblokkeerdSinds(deur.db, geopend_op)))
    throw new Weigering('register_gewijzigd');
}

/** The code of the first rule that refuses, or undefined where it may be given. */
export function geefbezwaar(
  { protocol_hash }: Pick<Levering, 'protocol_hash'>,
  { geldigheid, protocolHash, deel }: Pick<Ontvangst, 'geldigheid' | 'protocolHash' | 'deel'>,
  vandaag: Temporal.PlainDate,
): 'protocol_niet_in_werking' | 'tekst_gewijzigd' | 'buiten_venster' | undefined {
  if (!geldigheid.in_werking) return 'protocol_niet_in_werking';
  if (protocolHash !== protocol_hash) return 'tekst_gewijzigd';
  return binnenVenster(deel, vandaag) ? undefined : 'buiten_venster';
}

/** The recipient as the act names it today: the application, or the category of art. 4, or the party itself. */
function zelfdeOntvanger(kennis: Aktenkennis, levering: Levering, vandaag: Temporal.PlainDate) {
  const { protocol, ontvanger, client_id } = levering;
  const genoemd = client_id === null ? { protocol, ontvanger } : { clientId: client_id };
  const eerste = vindOntvangst(kennis, genoemd, vandaag);
  const gevonden = eerste === 'ontvanger_onbekend' ? vindOntvangst(kennis, { protocol }, vandaag) : eerste;
  if (typeof gevonden === 'string' || gevonden.ontvanger === ontvanger) return gevonden;
  return 'ontvanger_onbekend';
}
