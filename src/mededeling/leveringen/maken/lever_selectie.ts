import { randomUUID } from 'node:crypto';
import type { Bulkbenodigdheden } from '../../bulk/bulkbenodigdheden.ts';
import { deelMeeInBulk } from '../../bulk/deel_mee_in_bulk.ts';
import { vraagOntvangst } from '../../bulk/poort.ts';
import type { Bestemming, Gelegenheid, Mededeling, Ontvangst, Vrager } from '../../deurwoorden.ts';
import type { Selectie } from '../../selectie.ts';
import type { KlareLevering } from '../rij/leveringstand.ts';
import { leverbaarDeel } from './leverbaar_deel.ts';
import { maakLevering } from './maak_levering.ts';
import type { Leveringsbenodigdheden } from './open_levering.ts';

export interface Leveringsaanvraag {
  bestemming: Bestemming;
  stroom: Gelegenheid['stroom'];
  selectie: Selectie;
  /** The occasion, in words of the operator: "toetsronde 2027". */
  naam: string;
  vrager: Vrager;
  /** Is told the key of the last pupil of each part that is kept. */
  opDeel?: (laatste: Mededeling) => void;
}

/**
 * Makes a delivery of what the door gives of a selection. The gate is asked before the delivery is opened, and the
 * door asks it again for each part.
 * @throws Weigering of the gate, Leveringsbezwaar of the delivery
 */
export async function leverSelectie(
  nodig: Leveringsbenodigdheden,
  deur: Bulkbenodigdheden,
  aanvraag: Leveringsaanvraag,
): Promise<KlareLevering> {
  const { bestemming, stroom, selectie, naam, vrager, opDeel } = aanvraag;
  const ontvangst = await vraagLeverbaar(deur, aanvraag);
  const { codes, artikelen, claims } = leverbaarDeel(ontvangst.deel, deur.makersVoor?.(ontvangst));
  return maakLevering(nodig, {
    grond: { ...ontvangst, codes, artikelen },
    ...{ stroom, naam, wie: vrager.wie },
    async *bron(levering) {
      const gelegenheid = gelegenheidVan(stroom, levering, nodig.klok.vandaag());
      const vraag = { vrager, bestemming, gelegenheid, selectie, gevraagd: claims };
      for await (const deel of deelMeeInBulk(deur, vraag)) {
        yield deel;
        const laatste = deel.at(-1);
        if (laatste) opDeel?.(laatste);
      }
    },
  });
}

/** Whether this recipient may have such a delivery today. */
export function vraagLeverbaar(
  deur: Bulkbenodigdheden,
  { bestemming, stroom, selectie }: Pick<Leveringsaanvraag, 'bestemming' | 'stroom'> & { selectie?: Selectie },
): Promise<Ontvangst> {
  // No delivery has this id, so the gate asks about all others.
  const gelegenheid = gelegenheidVan(stroom, randomUUID(), deur.klok.vandaag());
  return vraagOntvangst(deur, { bestemming, gelegenheid, ...(selectie ? { selectie } : {}) });
}

/** A delivery of this day. */
export function gelegenheidVan(stroom: Gelegenheid['stroom'], levering: string, dag: Temporal.PlainDate): Gelegenheid {
  return stroom === 'op_aanvraag' ? { stroom, levering } : { stroom, levering, dag };
}
