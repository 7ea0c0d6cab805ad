import { eisGeheim, eisSchrijfbareMap, type Huisomgeving, type Uitkomst } from '../../terminal/index.ts';
import { eisGeefbaar } from '../leveringen/geven/eis_geefbaar.ts';
import { geefLevering } from '../leveringen/geven/geef_levering.ts';
import { metBezwaarInWoorden } from './bezwaar_in_woorden.ts';
import { geschreven } from './leveringregels.ts';
import { metDeur } from './met_deur.ts';

export interface Geefopdracht {
  naar: string;
}

const WIE = { soort: 'operator', id: 'levering geef' } as const;

/** Writes a delivery once more, byte for byte, if its act still lets it. */
export async function geefOpnieuw(hier: Huisomgeving, id: string, { naar }: Geefopdracht): Promise<Uitkomst> {
  const hoofdsleutel = eisGeheim('LEERID_MASTER_KEY');
  await eisSchrijfbareMap(naar);
  return metBezwaarInWoorden(() =>
    metDeur(hier, async (deur) => {
      const { bestanden } = await geefLevering(
        { db: deur.db, klok: hier.klok, hoofdsleutel },
        { id, map: naar, wie: WIE, eisGrond: (levering) => eisGeefbaar(deur, levering) },
      );
      return { regels: geschreven(naar, bestanden), goed: true };
    }),
  );
}
