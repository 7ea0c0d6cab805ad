import { inBeide } from '../deurlezing.ts';
import type { Leerlingenvraag, Ontvangst } from '../deurwoorden.ts';
import { nogGeldig } from '../klassen.ts';
import { isHooguit, VERSE_LEEFTIJD } from '../leesmoment.ts';
import { Weigering } from '../weigering.ts';
import type { Bulkbenodigdheden } from './bulkbenodigdheden.ts';
import type { Toegelatene } from './leerlingoordeel.ts';
import { eisTekst, leesEenmaligVrij, poort } from './poort.ts';
import { leesToegelatenen, type Toegelatenen } from './toegelatenen.ts';

/** Milliseconds. A stop closes the door within five seconds, so a second reading that is older is no answer. */
const UITERSTE_LEEFTIJD = 5_000;

/**
 * The second reading, once the rows are durable, where the first one is too old by then or holds classes: a school's
 * word counts at once. After it nothing waits, so nothing can change any more.
 * @returns what may still be told of a pupil: the same object where nothing was read again
 */
export async function leesNaDeRijen(
  nodig: Bulkbenodigdheden,
  ontvangst: Ontvangst,
  vraag: Leerlingenvraag,
  na: string,
  eerst: Toegelatenen,
): Promise<(toegelatene: Toegelatene) => Toegelatene | undefined> {
  const { tot } = eerst;
  const isVrij = await leesEenmaligVrij(nodig, vraag);
  await nodig.leesStopsZoNodig();
  const daarna =
    tot === undefined || (!eerst.klasakte && isHooguit(VERSE_LEEFTIJD, nodig.klok, eerst.begonnen))
      ? eerst
      : await leesToegelatenen(nodig, ontvangst, vraag, { na, tot });
  await nodig.leesStopsZoNodig();
  if (!isHooguit(UITERSTE_LEEFTIJD, nodig.klok, daarna.begonnen)) throw new Weigering('lezing_verouderd');
  eisTekst(poort(nodig, vraag, isVrij), ontvangst.protocolHash);
  if (daarna === eerst) return (een) => een;
  return (een) => gemeen(nodig, [eerst, een], [daarna, daarna.leerlingen.get(een.leerling.id)]);
}

/** What both readings allow of one pupil, with the values of the second one. */
function gemeen(
  nodig: Bulkbenodigdheden,
  [eerst, een]: readonly [Toegelatenen, Toegelatene],
  [daarna, ander]: readonly [Toegelatenen, Toegelatene | undefined],
): Toegelatene | undefined {
  if (!ander || ander.leerling.account_uuid !== een.leerling.account_uuid) return undefined;
  const klassen = nogGeldig(
    nodig,
    { akte: eerst.klasakte, klassen: een.klassen },
    { akte: daarna.klasakte, klassen: ander.klassen },
  );
  return {
    leerling: ander.leerling,
    inschrijvingen: inBeide(een.inschrijvingen, ander.inschrijvingen),
    toetsen: inBeide(een.toetsen, ander.toetsen),
    klassen: inBeide(een.klassen, klassen),
  };
}
