import { metDatabase, type Omgeving, type Terminal, type Uitkomst, vraagBevestiging } from '../../terminal/index.ts';
import { leesLevering } from '../leveringen/rij/lees_leveringen.ts';
import { sluitLevering } from '../leveringen/sluiten/sluit_levering.ts';
import { metBezwaarInWoorden } from './bezwaar_in_woorden.ts';
import { standInWoorden } from './leveringregels.ts';

const WIE = { soort: 'operator', id: 'levering sluit' } as const;

/** Takes a delivery back: from then on nobody can make it again. */
export function trekLeveringIn({ klok }: Omgeving, id: string, ja: boolean, plek: Terminal): Promise<Uitkomst> {
  return metBezwaarInWoorden(() =>
    metDatabase(async (db) => {
      const levering = await leesLevering(db, id);
      const uitleg = [
        `Levering ${id} (${levering.naam}, voor ${levering.ontvanger}): ${standInWoorden(levering)}.`,
        'Haar inhoud wordt gewist en is niet opnieuw te maken. Wat al gegeven is, heeft de ontvanger nog.',
      ];
      const bezwaar = ja ? undefined : await vraagBevestiging(plek, uitleg, levering.ontvanger);
      if (bezwaar) return { regels: [`${id}: ${bezwaar}`], goed: false };
      const gesloten = await sluitLevering({ db, klok }, { id, reden: 'ingetrokken', wie: WIE });
      return { regels: [`levering ${id}: ${standInWoorden(gesloten)}; haar inhoud is gewist`], goed: true };
    }),
  );
}
