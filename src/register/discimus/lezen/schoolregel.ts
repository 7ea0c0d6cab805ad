import type { Rij } from './regellezer.ts';
import { naam } from './tekst.ts';
import { ofLeeg } from './veld.ts';
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

const opvolgerOfLeeg = ofLeeg(v.instellingsnummer, null);

export function leesSchool(rij: Rij<'scholen'>): Schoolregel {
  const school = {
    instellingsnummer: rij.neem('instellingsnummer', v.instellingsnummer),
    naam: rij.neem('naam', naam),
    erkend: rij.neem('erkend', v.jaOfNee),
    opvolger: rij.neem('opvolger', opvolgerOfLeeg),
  };
  if (school.opvolger && school.opvolger === school.instellingsnummer) rij.keurAf('opvolger', 'opvolger_is_zichzelf');
  return school;
}

export function leesVestigingsplaats(rij: Rij<'vestigingsplaatsen'>): Vestigingsplaatsregel {
  return {
    instellingsnummer: rij.neem('instellingsnummer', v.instellingsnummer),
    vestigingsplaats: rij.neem('vestigingsplaats', v.vestigingsplaats),
    naam: rij.neem('naam', naam),
  };
}

export function leesGroep(rij: Rij<'administratieve_groepen'>): Groepregel {
  return { code: rij.neem('code', v.groepcode), omschrijving: rij.neem('omschrijving', naam) };
}
