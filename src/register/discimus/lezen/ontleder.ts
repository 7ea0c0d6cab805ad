import { FOUTUITLEG, type Foutcode, type Uitvalregel } from './foutcodes.ts';
import { type Inschrijvingsregel, leesInschrijving } from './inschrijvingsregel.ts';
import { KOLOMMEN, type Leveringskolom } from './leveringskolommen.ts';
import type { Bestandsinhoud } from './manifest.ts';
import { type Kolomplekken, Regellezer } from './regellezer.ts';
import type { Ruweregel } from './regelsnijder.ts';
import { leesVelden, splitser } from './regelvelden.ts';
import {
  type Groepregel,
  leesGroep,
  leesSchool,
  leesVestigingsplaats,
  type Schoolregel,
  type Vestigingsplaatsregel,
} from './schoolregel.ts';

/** What a line of each file becomes. */
export interface Regelsoorten {
  scholen: Schoolregel;
  vestigingsplaatsen: Vestigingsplaatsregel;
  administratieve_groepen: Groepregel;
  inschrijvingen: Inschrijvingsregel;
}

/** A line that was read, with its number in its file. */
export type OntledeRegel<I extends Bestandsinhoud> = Regelsoorten[I] & { regel: number };

export interface Ontleed<T> {
  /** The good rows, each with the number of its line in the file. */
  goed: (T & { regel: number })[];
  uitval: Uitvalregel[];
}

export type Ontleder<T> = (regels: readonly Ruweregel[]) => Ontleed<T>;

/**
 * Makes the function that reads batches of lines. Each line comes back once, as a good row or with everything
 * that is wrong with it.
 * @param kop the columns of a CSV; without it the lines are JSON
 * @param schooljaar as the manifest has it
 */
export function maakOntleder<I extends Bestandsinhoud>(
  inhoud: I,
  kop: readonly string[] | undefined,
  schooljaar: string,
): Ontleder<Regelsoorten[I]> {
  const kolommen: readonly Leveringskolom[] = KOLOMMEN[inhoud];
  const plekken: Kolomplekken = Object.fromEntries(
    kolommen.map((kolom, plek) => [kolom, kop ? kop.indexOf(kolom) : plek]),
  );
  const splits = splitser(kop, kolommen);
  const lees = lezers(schooljaar)[inhoud];

  return (regels) => {
    const ontleed: Ontleed<Regelsoorten[I]> = { goed: [], uitval: [] };
    for (const ruw of regels) {
      const velden = leesVelden(ruw, splits);
      if ('code' in velden) ontleed.uitval.push(zonderVelden(ruw.nummer, velden));
      else {
        const lezer = new Regellezer<I>(plekken, velden);
        const gelezen = lees(lezer);
        if (lezer.fouten.length) ontleed.uitval.push(...lezer.uitval(ruw.nummer));
        else ontleed.goed.push(Object.assign(gelezen, { regel: ruw.nummer }));
      }
    }
    return ontleed;
  };
}

function lezers(schooljaar: string): { [I in Bestandsinhoud]: (lezer: Regellezer<I>) => Regelsoorten[I] } {
  return {
    scholen: leesSchool,
    vestigingsplaatsen: leesVestigingsplaats,
    administratieve_groepen: leesGroep,
    inschrijvingen: leesInschrijving(schooljaar),
  };
}

function zonderVelden(regel: number, { kolom, code }: { kolom: Leveringskolom | null; code: Foutcode }): Uitvalregel {
  return { regel, kolom, code, reden: FOUTUITLEG[code], instellingsnummer: null, stamnummer: null };
}
