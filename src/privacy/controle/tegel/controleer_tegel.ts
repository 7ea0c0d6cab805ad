import { type Bereik, isInBereik } from '../../boom/bereik.ts';
import { BREEDTE, HASHLENGTE } from '../../boom/tegel.ts';
import { type Duiding, duidRijen } from './duiding.ts';
import { grenzenIn } from './rijenbundel.ts';
import { kenmerkUit, type Rijkenmerk, volgnummerUit } from './rijnummer.ts';
import { bladhashUit, hashUit, wortelOver, zetHash } from './tegelhash.ts';

/** Checks the rows of one tile. Pure, so that it can run in any thread. */

export interface Tegelopdracht {
  /** Of the tile, at level 0. */
  nummer: number;
  /** The hashes of the leaves: at least 1, at most 256. */
  bladen: Buffer;
  /** The rows, where they are there. */
  bundel?: Buffer | undefined;
  /** The places of the tile whose rows have to be there. */
  rijen: readonly Bereik[];
  /** Asks the root over so many of the first leaves. */
  breedtes: readonly number[];
}

export interface Tegeluitslag {
  /** How many leaves it has. */
  aantal: number;
  /** The root over all of them. */
  wortel: Uint8Array;
  /** In the order of the widths that were asked for. */
  wortels: Uint8Array[];
  /** The first row that is not the sealed one, and how many there are. */
  afwijking?: Rijafwijking | undefined;
  /** Rows whose text is not there and need not be. */
  zonderTekst: number;
  /** Numbers of the first and the last row. */
  volgnummers?: { eerste: number; laatste: number } | undefined;
  /** The first place whose number does not follow the one before it. */
  volgordefout?: number | undefined;
}

export interface Rijafwijking extends Duiding {
  /** Of the row that stands there now. */
  rij: Rijkenmerk;
}

export function controleerTegel(opdracht: Tegelopdracht): Tegeluitslag {
  const { bladen, breedtes } = opdracht;
  const aantal = bladen.length / HASHLENGTE;
  return {
    aantal,
    wortel: wortelOver(bladen, aantal),
    wortels: breedtes.map((breedte) => wortelOver(bladen, breedte)),
    ...controleerRijen(opdracht),
  };
}

function controleerRijen({
  nummer,
  bladen,
  bundel,
  rijen,
}: Tegelopdracht): Omit<Tegeluitslag, 'aantal' | 'wortel' | 'wortels'> {
  const [begin, aantal] = [BREEDTE * nummer, bladen.length / HASHLENGTE];
  const magOntbreken = (index: number) => !isInBereik(rijen, begin + index);
  if (!bundel) {
    const index = Array.from({ length: aantal }, (_, i) => i).find((i) => !magOntbreken(i));
    if (index === undefined) return { zonderTekst: aantal };
    return {
      zonderTekst: 0,
      afwijking: { code: 'rij_verwijderd', index, aantal: aantal - index, totEinde: true, rij: {} },
    };
  }
  const grenzen = grenzenIn(bundel);
  if (!grenzen)
    return { zonderTekst: 0, afwijking: { code: 'bundel_onleesbaar', index: 0, aantal, totEinde: false, rij: {} } };

  const berekend = Buffer.from(bladen);
  let [zonderTekst, ontbreekt, vorige] = [0, grenzen.length - 1 !== aantal, -1];
  let [eerste, volgordefout]: (number | undefined)[] = [];
  for (let index = 0; index < Math.min(grenzen.length - 1, aantal); index++) {
    const [rij, eind] = [(grenzen[index] as number) + 2, grenzen[index + 1] as number];
    if (rij === eind) {
      if (magOntbreken(index)) zonderTekst++;
      else ontbreekt = true;
      continue;
    }
    zetHash(berekend, index, bladhashUit(bundel, rij, eind));
    const volgnummer = volgnummerUit(bundel, rij, eind);
    if (volgnummer === undefined || volgnummer <= vorige) volgordefout ??= index;
    vorige = volgnummer ?? vorige;
    eerste ??= volgnummer;
  }
  return {
    zonderTekst,
    afwijking: ontbreekt || !berekend.equals(bladen) ? vindAfwijking(bundel, grenzen, bladen, magOntbreken) : undefined,
    volgnummers: eerste === undefined ? undefined : { eerste, laatste: vorige },
    volgordefout,
  };
}

/** Looks again, now that something is known to be wrong. */
function vindAfwijking(
  bundel: Buffer,
  grenzen: Uint32Array,
  bladen: Buffer,
  magOntbreken: (index: number) => boolean,
): Rijafwijking | undefined {
  const verzegeld = Array.from({ length: bladen.length / HASHLENGTE }, (_, i) => hashUit(bladen, i));
  const plekken = Array.from(grenzen.subarray(1), (eind, i) => ({ begin: (grenzen[i] as number) + 2, eind }));
  const gevonden = plekken.map(({ begin, eind }, i) => {
    if (begin === eind) return magOntbreken(i) ? verzegeld[i] : undefined;
    return bladhashUit(bundel, begin, eind);
  });
  const duiding = duidRijen(verzegeld, gevonden);
  if (!duiding) return undefined;
  const plek = plekken[duiding.index];
  return { ...duiding, rij: plek ? kenmerkUit(bundel.subarray(plek.begin, plek.eind)) : {} };
}
