import type { Writable } from 'node:stream';
import { houdGeheugenKlein } from '../../geheugen.ts';
import {
  eisGeheim,
  eisPlaatsVoor,
  eisSchrijfbareMap,
  type Huisomgeving,
  maakTijdbalk,
  type Uitkomst,
} from '../../terminal/index.ts';
import type { Bulkbenodigdheden } from '../bulk/bulkbenodigdheden.ts';
import type { Ontvangst } from '../deurwoorden.ts';
import { type Leveringsaanvraag, leverSelectie } from '../leveringen/maken/lever_selectie.ts';
import { peilSelectie } from '../leveringen/maken/peil_selectie.ts';
import { proefLevering } from '../leveringen/maken/proef_levering.ts';
import { Leveringsbezwaar } from '../leveringen/rij/leveringsbezwaar.ts';
import { heleDoelgroep } from '../selectie.ts';
import { vindOntvangst } from '../vind_ontvangst.ts';
import { Weigering } from '../weigering.ts';
import { metBezwaarInWoorden } from './bezwaar_in_woorden.ts';
import { klaarInWoorden, proefInWoorden } from './leveringregels.ts';
import { metDeur } from './met_deur.ts';
import { eisCode, schrijfUit } from './schrijf_uit.ts';

export interface Maakkeuze {
  protocol: string;
  ontvanger?: string;
  toepassing?: string;
  naam: string;
  stroom?: 'periodiek' | 'eenmalig';
  termijn: Temporal.Duration;
  naar?: string;
  code?: string;
  proef: boolean;
}

const WIE = { soort: 'operator', id: 'levering maak' } as const;

/** Makes a delivery of the whole target group of an act, and writes it down where the operator says so. */
export async function maakEnGeef(
  hier: Huisomgeving,
  keuze: Maakkeuze,
  scherm: Writable & { isTTY?: boolean },
): Promise<Uitkomst> {
  houdGeheugenKlein();
  const { naam, termijn, naar, code, proef } = keuze;
  const hoofdsleutel = eisGeheim('LEERID_MASTER_KEY');
  if (naar !== undefined) await eisSchrijfbareMap(naar);
  if (code !== undefined) await eisPlaatsVoor(code);
  return metBezwaarInWoorden(() =>
    metDeur(hier, async (deur) => {
      const aanvraag = vraagVan(deur, keuze);
      if (proef) return { regels: proefInWoorden(await proefLevering(deur, aanvraag)), goed: true };
      if (naar !== undefined) eisCode(aanvraag.stroom, code);
      const nodig = { db: deur.db, klok: hier.klok, hoofdsleutel, termijn };
      const peil = await peilSelectie(deur.db, aanvraag.selectie);
      const balk = maakTijdbalk(scherm, { doet: 'leveren', eenheid: 'leerlingen doorgenomen' }, peil.totaal);
      const opDeel: Leveringsaanvraag['opDeel'] = ({ leerling }) => balk.meld(peil.tot(leerling.id));
      const levering = await leverSelectie(nodig, deur, { ...aanvraag, naam, opDeel }).finally(balk.klaar);
      const regels = klaarInWoorden(levering);
      if (naar === undefined) return { regels, goed: true };
      const geschreven = await schrijfUit(deur, nodig, levering.id, { naar, code, wie: WIE }).catch((cause) => {
        if (cause instanceof Leveringsbezwaar || cause instanceof Weigering) throw cause;
        throw new Error(`${cause.message}; levering ${levering.id} is gemaakt, en te schrijven met levering geef`, {
          cause,
        });
      });
      return { regels: [...regels, ...geschreven], goed: true };
    }),
  );
}

function vraagVan(deur: Bulkbenodigdheden, keuze: Maakkeuze): Omit<Leveringsaanvraag, 'naam' | 'opDeel'> {
  const { protocol, ontvanger, toepassing } = keuze;
  const bestemming = toepassing === undefined ? { protocol, ontvanger } : { clientId: toepassing };
  const ontvangst = vindOntvangst(deur, bestemming, deur.klok.vandaag());
  if (typeof ontvangst === 'string') throw new Weigering(ontvangst);
  const isAnder =
    ontvangst.protocol.protocol !== protocol || (ontvanger ?? ontvangst.ontvanger) !== ontvangst.ontvanger;
  if (isAnder)
    throw new Error(`${toepassing} is ${ontvangst.ontvanger} van protocol ${ontvangst.protocol.protocol}: vraag dat`);
  return {
    bestemming,
    stroom: keuze.stroom ?? enigeStroom(ontvangst),
    selectie: heleDoelgroep(),
    vrager: { wie: WIE, hoedanigheid: 'operator' },
  };
}

/** Most recipients have one flow with deliveries. Where the act has both, the operator says which. */
function enigeStroom({ deel }: Ontvangst): 'periodiek' | 'eenmalig' {
  const [stroom, andere] = deel.stromen.flatMap((een) => (een === 'periodiek' || een === 'eenmalig' ? [een] : []));
  if (stroom === undefined) throw new Weigering('stroom_niet_voorzien');
  if (andere !== undefined) throw new Error('het protocol kent beide stromen: zeg welke, met --stroom');
  return stroom;
}
