import { dag, geboortedatum } from './dagen.ts';
import { inszveld } from './inszveld.ts';
import type { Rij } from './regellezer.ts';
import { naam } from './tekst.ts';
import { ofLeeg } from './veld.ts';
import * as v from './velden.ts';

/** A line of `inschrijvingen`: what it says of the pupil and of the enrolment. */
export interface Inschrijvingsregel {
  insz: string | null;
  insz_soort: 'rijksregister' | 'bis' | null;
  unieke_persoon: string | null;
  geregistreerde_persoon: string | null;
  voornaam: string;
  naam: string;
  geboortejaar: number | null;
  geboortemaand: number | null;
  geboortedag: number | null;
  email: string | null;
  instellingsnummer: string;
  vestigingsplaats: number;
  administratieve_groep: string;
  hoofdstructuur: string;
  stamnummer: string | null;
  status: string;
  van: string;
  tot: string | null;
}

const sleutelOfLeeg = ofLeeg(v.sleutel, null);
const emailOfLeeg = ofLeeg(v.email, null);
const stamnummerOfLeeg = ofLeeg(v.stamnummer, null);
const dagOfLeeg = ofLeeg(dag, null);

/**
 * The reader of a line. Plain checks and no schema: of the 4 µs that a line takes Zod would add another 1 to 2, 1.2 million times,
 * and what the checks read and tell per column would still have to follow.
 * @param schooljaar as the manifest has it: nobody is born, or came to a school, after it
 */
export function leesInschrijving(schooljaar: string): (rij: Rij<'inschrijvingen'>) => Inschrijvingsregel {
  const laatsteJaar = Number(schooljaar.slice(5));
  const geboren = geboortedatum(laatsteJaar);
  return (rij) => {
    const geboorte = rij.neem('geboortedatum', geboren);
    const insz = rij.houd('insz', inszveld(rij.tekst('insz'), geboorte?.jaar ?? null));
    const regel: Inschrijvingsregel = {
      insz: insz?.insz,
      insz_soort: insz?.insz_soort,
      unieke_persoon: rij.neem('unieke_persoon', sleutelOfLeeg),
      geregistreerde_persoon: rij.neem('geregistreerde_persoon', sleutelOfLeeg),
      voornaam: rij.neem('voornaam', naam),
      naam: rij.neem('naam', naam),
      geboortejaar: geboorte?.jaar,
      geboortemaand: geboorte?.maand,
      geboortedag: geboorte?.dag,
      email: rij.neem('email', emailOfLeeg),
      instellingsnummer: rij.neem('instellingsnummer', v.instellingsnummer),
      vestigingsplaats: rij.neem('vestigingsplaats', v.vestigingsplaats),
      administratieve_groep: rij.neem('administratieve_groep', v.groepcode),
      hoofdstructuur: rij.neem('hoofdstructuur', v.hoofdstructuur),
      stamnummer: rij.neem('stamnummer', stamnummerOfLeeg),
      status: rij.neem('status', v.status),
      van: rij.neem('van', dag),
      tot: rij.neem('tot', dagOfLeeg),
    };
    keurSamenhang(regel, rij, laatsteJaar);
    return regel;
  };
}

/** Rules between fields. A field that is wrong by itself is `undefined` here and breaks none of them. */
function keurSamenhang(regel: Inschrijvingsregel, rij: Rij<'inschrijvingen'>, laatsteJaar: number): void {
  const { insz, unieke_persoon, geregistreerde_persoon, stamnummer, status, van, tot } = regel;
  if (insz === null && unieke_persoon === null && geregistreerde_persoon === null)
    rij.keurAf(null, 'sleutel_ontbreekt');
  if (stamnummer === null && (status === 'gerealiseerd' || status === 'parallel'))
    rij.keurAf('stamnummer', 'stamnummer_ontbreekt');
  if (stamnummer && 2000 + Number(stamnummer.slice(0, 2)) > laatsteJaar) rij.keurAf('stamnummer', 'stamnummer_jaar');
  if (tot && van && tot < van) rij.keurAf('tot', 'tot_voor_van');
}
