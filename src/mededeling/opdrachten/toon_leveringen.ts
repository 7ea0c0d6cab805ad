import { metDatabase, minuut, type Omgeving, type Uitkomst } from '../../terminal/index.ts';
import {
  leesHandelingen,
  leesLevering,
  leesLeveringen,
  leesOnbevestigdeLeveringen,
} from '../leveringen/rij/lees_leveringen.ts';
import { DAGEN_GEDULD } from '../leveringen/rij/leveringslog.ts';
import { metBezwaarInWoorden } from './bezwaar_in_woorden.ts';
import { inDuizenden, standInWoorden } from './leveringregels.ts';

const LAATSTE = 50;

/** The last deliveries, and a reminder of those that nobody confirmed. */
export function toonLeveringen({ klok }: Omgeving): Promise<Uitkomst> {
  return metDatabase(async (db) => {
    const laatste = await leesLeveringen(db, LAATSTE);
    const wachtend = await leesOnbevestigdeLeveringen(db, klok.nu(), DAGEN_GEDULD);
    const regels = laatste.map((een) =>
      [een.id, een.dag, `${een.protocol} → ${een.ontvanger}`, een.naam, standInWoorden(een)].join('  '),
    );
    const herinnering = wachtend.map(
      ({ id, ontvanger, uiterlijk }) =>
        `! ${id}: al meer dan ${DAGEN_GEDULD} dagen niet bevestigd; vraag ${ontvanger}, na ${uiterlijk} is ze weg`,
    );
    return { regels: regels.length ? [...regels, ...herinnering] : ['nog geen leveringen'], goed: true };
  });
}

/** One delivery, with everything that happened to it. */
export function toonLevering(id: string): Promise<Uitkomst> {
  return metBezwaarInWoorden(() =>
    metDatabase(async (db) => {
      const levering = await leesLevering(db, id);
      const { aantal, bytes, sha256, client_id } = levering;
      const inhoud =
        aantal === null ? 'nog niet geteld' : `${inDuizenden(aantal)} regels, ${inDuizenden(bytes ?? 0)} bytes`;
      return {
        regels: [
          `levering     ${id}`,
          `naam         ${levering.naam}`,
          `protocol     ${levering.protocol} (${levering.protocol_hash})`,
          `ontvanger    ${levering.ontvanger}${client_id ? `, toepassing ${client_id}` : ''}`,
          `stroom       ${levering.stroom}, van ${levering.dag}`,
          `gegevens     ${levering.gegevens.join(', ')} (${levering.artikelen.join(', ')})`,
          `inhoud       ${inhoud}`,
          `SHA-256      ${sha256 ?? 'nog geen'}`,
          `stand        ${standInWoorden(levering)}`,
          `geopend      ${minuut(levering.geopend_op)} door ${levering.wie_soort} (${levering.wie_id})`,
          ...(await leesHandelingen(db, id)).map(({ op, wat, wie_soort, wie_id, bewijs }) => {
            const gegeven = bewijs ? `: ${bewijs}` : '';
            return `${wat.padEnd(12)} ${minuut(op)} door ${wie_soort} (${wie_id})${gegeven}`;
          }),
        ],
        goed: true,
      };
    }),
  );
}
