import type { Klok } from '../../klok.ts';
import { eisPlaatsVoor, maakTijdbalk, type Terminal, type Uitkomst } from '../../terminal/index.ts';
import { telPlaatsen } from '../boom/bereik.ts';
import { bevindingInWoorden } from '../controle/bevinding.ts';
import { schrijfUitvoer } from '../controle/uitvoer/schrijf_uitvoer.ts';
import type { Opzoekdoel } from '../regel/doel.ts';
import { schrijfOperatoropzoeking } from '../regel/opzoeking.ts';
import { sleutellijst } from '../zegel/sleutellijst.ts';
import { metLogdatabase } from './met_logdatabase.ts';
import { openLogbron } from './open_logbron.ts';

export interface Uitvoeropties {
  naar: string;
  maand?: string;
  archief?: string;
  doel: Opzoekdoel;
}

/**
 * Writes the log, or one month of it, into a file for an auditor. A row of the log says so before the first byte:
 * the file tells who used what.
 */
export function voerPrivacylogUit(
  klok: Klok,
  { naar, maand, archief, doel }: Uitvoeropties,
  { uit }: Terminal,
): Promise<Uitkomst> {
  return metLogdatabase(async (bases) => {
    await eisPlaatsVoor(naar);
    const { bron, sleutels } = await openLogbron(bases, klok, { maand, archief });
    await schrijfOperatoropzoeking(bases.dienst, klok, {
      opdracht: 'privacylog voer-uit',
      doel,
      gegevens: ['privacylog'],
    });
    const balk = maakTijdbalk(uit, { doet: 'uitvoeren', eenheid: 'rijen' }, bron.omslag.omvang);
    try {
      const { bytes, bevindingen } = await schrijfUitvoer({
        bron,
        sleutels: sleutellijst(sleutels),
        naar,
        meld: balk.meld,
      });
      const { origin, omvang, rijen } = bron.omslag;
      return {
        regels: [
          ...bevindingen.map((een) => `✗ ${bevindingInWoorden(een)}`),
          `log ${origin}: ${getalVan(telPlaatsen(rijen))} van ${getalVan(omvang)} rijen in ${naar} (${getalVan(bytes)} bytes)`,
          'hierin staat wie wat gebruikte: alleen jij kan het lezen; geef het versleuteld door en wis het daarna',
          ...sleutels.map(({ vkey }) => `geef apart door, niet bij het bestand: --sleutel ${vkey}`),
        ],
        goed: bevindingen.length === 0,
      };
    } finally {
      balk.klaar();
    }
  });
}

function getalVan(aantal: number): string {
  return aantal.toLocaleString('nl-BE');
}
