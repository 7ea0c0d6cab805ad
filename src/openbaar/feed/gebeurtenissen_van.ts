import { TIJDZONE } from '../../klok.ts';
import { dagInWoorden } from '../../protocol/index.ts';
import type { Uitgave } from '../publicatie/publiceer.ts';
import { partijnaam } from '../woorden/aktewoorden.ts';

/** Something that happened to a protocol. It does not change afterwards. */
export interface Registergebeurtenis {
  /** Tells it apart for good, among all protocols. */
  kenmerk: string;
  moment: Temporal.Instant;
  titel: string;
  samenvatting: string;
  /** The page about it. */
  adres: string;
}

/**
 * What happened to one protocol: a text began, notice was given, it ended. What is still to come is left out.
 * Moments come from what is known of the act and not from the clock, so every node says the same whenever it is
 * asked.
 */
export function gebeurtenissenVan(uitgave: Uitgave): Registergebeurtenis[] {
  return [...begonnenTeksten(uitgave), ...opzegging(uitgave), ...einde(uitgave)];
}

function begonnenTeksten({ publicatie, teksten }: Uitgave): Registergebeurtenis[] {
  const { naam, akte, versies } = publicatie;
  return versies.flatMap(({ hash, adres, van, wijzigingen }, plaats) => {
    const bewaard = teksten.get(hash)?.bewaard;
    if (!bewaard) return [];
    const isEerste = plaats === versies.length - 1;
    const watVeranderde = wijzigingen?.length
      ? ` Wat er verandert: ${wijzigingen.map(({ zin }) => zin).join(' ')}`
      : '';
    return {
      kenmerk: `${naam}/versie/${hash}`,
      moment: bewaard.sinds,
      titel: `${akte.titel}: ${isEerste ? 'gepubliceerd' : 'gewijzigd'}`,
      samenvatting: `Deze tekst geldt${van ? ` vanaf ${dagInWoorden(van)}` : ''}.${watVeranderde}`,
      adres,
    };
  });
}

function opzegging({ publicatie }: Uitgave): Registergebeurtenis[] {
  const { naam, akte, adres, levensloop } = publicatie;
  if (!levensloop.opzegging) return [];
  const { door, ontvangen, eindigt_op } = levensloop.opzegging;
  return [
    {
      kenmerk: `${naam}/opzegging/${ontvangen}`,
      moment: beginVan(ontvangen),
      titel: `${akte.titel}: opgezegd`,
      samenvatting: `${partijnaam(akte, door)} zegde dit protocol op. Vanaf ${dagInWoorden(eindigt_op)} krijgt niemand er nog gegevens mee.`,
      adres,
    },
  ];
}

function einde({ publicatie }: Uitgave): Registergebeurtenis[] {
  const { naam, akte, adres, levensloop } = publicatie;
  if (levensloop.fase !== 'geëindigd' || !levensloop.einde) return [];
  const { op } = levensloop.einde;
  return [
    {
      kenmerk: `${naam}/einde/${op}`,
      moment: beginVan(op),
      titel: `${akte.titel}: geëindigd`,
      samenvatting: `Vanaf ${dagInWoorden(op)} krijgt niemand nog gegevens met dit protocol.`,
      adres,
    },
  ];
}

function beginVan(dag: string): Temporal.Instant {
  return Temporal.PlainDate.from(dag).toZonedDateTime(TIJDZONE).toInstant();
}
