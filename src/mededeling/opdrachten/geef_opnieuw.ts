import { eisGeheim, eisSchrijfbareMap, type Huisomgeving, type Uitkomst } from '../../terminal/index.ts';
import { metBezwaarInWoorden } from './bezwaar_in_woorden.ts';
import { metDeur } from './met_deur.ts';
import { type Geefopdracht, schrijfUit } from './schrijf_uit.ts';

const WIE = { soort: 'operator', id: 'levering geef' } as const;

/** Writes a delivery once more, byte for byte, if its act still lets it. */
export async function geefOpnieuw(hier: Huisomgeving, id: string, opdracht: Geefopdracht): Promise<Uitkomst> {
  const nodig = { klok: hier.klok, hoofdsleutel: eisGeheim('LEERID_MASTER_KEY') };
  await eisSchrijfbareMap(opdracht.naar);
  return metBezwaarInWoorden(() =>
    metDeur(hier, async (deur) => ({
      regels: await schrijfUit(deur, nodig, id, { ...opdracht, wie: WIE }),
      goed: true,
    })),
  );
}
