import type { Regellezer } from './regellezer.ts';
import * as v from './velden.ts';

export interface Schoolregel {
  instellingsnummer: string;
  naam: string;
  erkend: boolean;
  opvolger: string | null;
}

export interface Vestigingsplaatsregel {
  instellingsnummer: string;
  vestigingsplaats: number;
  naam: string;
}

export interface Groepregel {
  code: string;
  omschrijving: string;
}

const opvolgerOfLeeg = v.ofLeeg(v.instellingsnummer, null);

export function leesSchool(lezer: Regellezer<'scholen'>): Schoolregel {
  const school = {
    instellingsnummer: lezer.neem('instellingsnummer', v.instellingsnummer),
    naam: lezer.neem('naam', v.naam),
    erkend: lezer.neem('erkend', v.jaOfNee),
    opvolger: lezer.neem('opvolger', opvolgerOfLeeg),
  };
  if (school.opvolger && school.opvolger === school.instellingsnummer) lezer.keurAf('opvolger', 'opvolger_is_zichzelf');
  return school;
}

export function leesVestigingsplaats(lezer: Regellezer<'vestigingsplaatsen'>): Vestigingsplaatsregel {
  return {
    instellingsnummer: lezer.neem('instellingsnummer', v.instellingsnummer),
    vestigingsplaats: lezer.neem('vestigingsplaats', v.vestigingsplaats),
    naam: lezer.neem('naam', v.naam),
  };
}

export function leesGroep(lezer: Regellezer<'administratieve_groepen'>): Groepregel {
  return { code: lezer.neem('code', v.groepcode), omschrijving: lezer.neem('omschrijving', v.naam) };
}
