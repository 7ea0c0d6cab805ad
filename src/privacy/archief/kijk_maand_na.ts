import type { Database } from '../../store/index.ts';
import { type Bereik, voegPlaatsToe } from '../boom/bereik.ts';
import { bladhash, bladtekst } from '../boom/blad.ts';
import { Archieffout } from './archieffout.ts';
import { maakTegelbewijzer } from './bewezen_tegels.ts';
import { maakBladlezer } from './bladtegels.ts';
import { leesMaand } from './lees_maand.ts';

/** What a file of the archive holds. */
export interface Maandinhoud {
  rijen: number;
  eerste_plaats: number | null;
  laatste_plaats: number | null;
  laatste_volgnummer: number | null;
  /** Of all its rows. */
  plaatsen: Bereik[];
}

/**
 * Reads an archive file back, and holds each row against the hash that was sealed at its place.
 * @throws Archieffout of `leesMaand`, `rij_gewijzigd` or `boom_gewijzigd`
 */
export async function kijkMaandNa(
  db: Database,
  maand: string,
  pad: string,
  meld: (rijen: number) => void,
): Promise<Maandinhoud> {
  const bladOp = maakBladlezer(db, await maakTegelbewijzer(db));
  const inhoud: Maandinhoud = {
    rijen: 0,
    eerste_plaats: null,
    laatste_plaats: null,
    laatste_volgnummer: null,
    plaatsen: [],
  };
  for await (const rijen of leesMaand(pad, maand)) {
    for (const { plaats, rij } of rijen) {
      const verzegeld = await bladOp(plaats);
      const blad = bladhash(Buffer.from(bladtekst(rij)));
      if (verzegeld?.volgnummer !== rij.volgnummer || !verzegeld?.blad.equals(blad))
        throw new Archieffout('rij_gewijzigd', pad, `volgnummer ${rij.volgnummer} is niet de rij die verzegeld werd`);
      inhoud.eerste_plaats ??= plaats;
      inhoud.laatste_plaats = plaats;
      voegPlaatsToe(inhoud.plaatsen, plaats);
      inhoud.laatste_volgnummer = Number(rij.volgnummer);
    }
    inhoud.rijen += rijen.length;
    meld(inhoud.rijen);
  }
  return inhoud;
}
