import { type Foutcode, REDENEN, type Uitval } from './foutcodes.ts';
import { type Inschrijvingsregel, leesInschrijving } from './inschrijvingsregel.ts';
import { KOLOMMEN, type Kolom } from './leveringskolommen.ts';
import type { Inhoud } from './manifest.ts';
import { type Plekken, Rij } from './regellezer.ts';
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

export interface Ontleed<T> {
  /** With the number of the line in its file. */
  goed: (T & { regel: number })[];
  uitval: Uitval[];
}

export type Ontleder<T> = (regels: readonly Ruweregel[]) => Ontleed<T>;

/**
 * The function that reads batches of lines: each comes back once, as a good row or with everything that is wrong with it.
 * @param kop the columns of a CSV; without it the lines are JSON
 * @param schooljaar as the manifest has it
 */
export function maakOntleder<I extends Inhoud>(
  inhoud: I,
  kop: readonly string[] | undefined,
  schooljaar: string,
): Ontleder<Regelsoorten[I]> {
  const kolommen: readonly Kolom[] = KOLOMMEN[inhoud];
  const plekken: Plekken = Object.fromEntries(kolommen.map((kolom, plek) => [kolom, kop ? kop.indexOf(kolom) : plek]));
  const splits = splitser(kop, kolommen);
  const lees = lezers(schooljaar)[inhoud];

  return (regels) => {
    const ontleed: Ontleed<Regelsoorten[I]> = { goed: [], uitval: [] };
    for (const ruw of regels) {
      const velden = leesVelden(ruw, splits);
      if ('code' in velden) ontleed.uitval.push(zonderVelden(ruw.nummer, velden));
      else {
        const rij = new Rij<I>(plekken, velden);
        const gelezen = lees(rij);
        if (rij.fouten.length) ontleed.uitval.push(...rij.uitval(ruw.nummer));
        else ontleed.goed.push({ ...gelezen, regel: ruw.nummer });
      }
    }
    return ontleed;
  };
}

function lezers(schooljaar: string): { [I in Inhoud]: (rij: Rij<I>) => Regelsoorten[I] } {
  return {
    scholen: leesSchool,
    vestigingsplaatsen: leesVestigingsplaats,
    administratieve_groepen: leesGroep,
    inschrijvingen: leesInschrijving(schooljaar),
  };
}

function zonderVelden(regel: number, { kolom, code }: { kolom: Kolom | null; code: Foutcode }): Uitval {
  return { regel, kolom, code, reden: REDENEN[code], instellingsnummer: null, stamnummer: null };
}
