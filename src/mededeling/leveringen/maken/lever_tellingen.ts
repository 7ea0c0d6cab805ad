import type { Bulkbenodigdheden } from '../../bulk/bulkbenodigdheden.ts';
import { deelMeeZonderLeerling, type Tellingenvraag, type Telrij } from '../../bulk/deel_mee_zonder_leerling.ts';
import type { KlareLevering } from '../rij/leveringstand.ts';
import { type Leveringsaanvraag, vraagLeverbaar } from './lever_selectie.ts';
import { maakLevering } from './maak_levering.ts';
import type { Leveringsbenodigdheden } from './open_levering.ts';

export interface Tellingenaanvraag
  extends Pick<Leveringsaanvraag, 'bestemming' | 'naam' | 'vrager'>,
    Pick<Tellingenvraag, 'gegevens'> {
  stroom: Tellingenvraag['gelegenheid']['stroom'];
}

/**
 * Makes a delivery of counts, which are about nobody (S4 art. 3). The rows come from the room that counts. The door
 * lets through what the act lists, under one row of the log.
 * @throws Weigering of the door, Leveringsbezwaar of the delivery
 */
export async function leverTellingen(
  nodig: Leveringsbenodigdheden,
  deur: Bulkbenodigdheden,
  { bestemming, stroom, naam, vrager, gegevens }: Tellingenaanvraag,
  rijen: AsyncIterable<readonly Telrij[]>,
): Promise<KlareLevering> {
  const ontvangst = await vraagLeverbaar(deur, { bestemming, stroom });
  const gelijst = ontvangst.deel.gegevens.filter(({ code }) => gegevens.includes(code));
  return maakLevering(nodig, {
    grond: {
      ...ontvangst,
      codes: gelijst.map(({ code }) => code),
      artikelen: [...new Set(gelijst.map(({ artikel }) => `art. ${artikel}`))],
    },
    ...{ stroom, naam, wie: vrager.wie },
    async *bron(levering) {
      const gelegenheid = { stroom, levering, dag: nodig.klok.vandaag() };
      for await (const deel of deelMeeZonderLeerling(deur, { vrager, bestemming, gelegenheid, gegevens }, rijen))
        yield deel.map((rij) => ({ gegevens: rij }));
    },
  });
}
