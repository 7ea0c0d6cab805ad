import { leesSamenvoegstand } from '../../register/index.ts';
import type { Leerlingenvraag, Mededeling } from '../deurwoorden.ts';
import { Weigering } from '../weigering.ts';
import type { Bulkbenodigdheden } from './bulkbenodigdheden.ts';
import { alsMededeling, stel } from './gesteld.ts';
import { leesNaDeRijen } from './lees_na_de_rijen.ts';
import { logReeks } from './log_reeks.ts';
import { eisTekst, vraagOntvangst } from './poort.ts';
import { EERSTE, type Reeksgrens } from './reekslezing.ts';
import { leesToegelatenen } from './toegelatenen.ts';

/** So few that an ordinary part is written before its reading is too old, and so many that a part costs little. */
const PER_REEKS = 500;

/**
 * The door, for many pupils. It reads them a part at a time, composes what was asked, makes a log row of each
 * durable, and only then hands the part over, as far as it is still allowed. Nothing is read ahead of the consumer,
 * so memory stays flat and a slow consumer gets what is allowed when he asks.
 *
 * A pupil who is erased, blocked, moved or put in doubt before his part is read is judged as he is then. Where two
 * pupils became one, some of them may have left already: then the stream ends with `register_gewijzigd`. What it
 * gave counts only once it ended without an error.
 * @throws Weigering, at the first part or at any later one: what was not handed over stays inside
 */
export async function* deelMeeInBulk(
  nodig: Bulkbenodigdheden,
  vraag: Leerlingenvraag,
  perReeks = PER_REEKS,
): AsyncGenerator<readonly Mededeling[]> {
  const { protocolHash } = await vraagOntvangst(nodig, vraag);
  const stand = await leesSamenvoegstand(nodig.db);
  let na = EERSTE;
  for (;;) {
    const deel = await deelReeksMee(nodig, vraag, protocolHash, { na, hoogstens: perReeks });
    if (deel.mededelingen.length) yield deel.mededelingen;
    if (deel.volgende === undefined) break;
    na = deel.volgende;
  }
  // One part is one reading: nobody in it can have been told of before under another name.
  if (na !== EERSTE && (await leesSamenvoegstand(nodig.db)) !== stand) throw new Weigering('register_gewijzigd');
}

interface Reeksdeel {
  mededelingen: Mededeling[];
  /** The key after which the next part begins. Undefined after the last part. */
  volgende: string | undefined;
}

async function deelReeksMee(
  nodig: Bulkbenodigdheden,
  vraag: Leerlingenvraag,
  protocolHash: string,
  grens: Reeksgrens & { hoogstens: number },
): Promise<Reeksdeel> {
  const ontvangst = eisTekst(await vraagOntvangst(nodig, vraag), protocolHash);
  const eerst = await leesToegelatenen(nodig, ontvangst, vraag, grens);
  const volgende = eerst.gevonden < grens.hoogstens ? undefined : eerst.tot;
  const teLoggen = [...eerst.leerlingen.values()].flatMap((een) => stel(nodig, ontvangst, vraag, een));
  if (teLoggen.length === 0) return { mededelingen: [], volgende };
  await logReeks(nodig, ontvangst, vraag, eerst, teLoggen);
  const nogToegelaten = await leesNaDeRijen(nodig, ontvangst, vraag, grens.na, eerst);
  const mededelingen = teLoggen.flatMap((een) => {
    const nog = nogToegelaten(een.toegelatene);
    if (nog === een.toegelatene) return alsMededeling(een);
    return nog ? stel(nodig, ontvangst, vraag, nog, een.gegevens).map(alsMededeling) : [];
  });
  return { mededelingen, volgende };
}
