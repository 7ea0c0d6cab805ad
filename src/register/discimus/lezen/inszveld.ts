import { eeuwenVanInsz, inszSoort } from '../../insz.ts';
import { FOUT, type Fout } from './veld.ts';

export interface Insz {
  insz: string | null;
  insz_soort: 'rijksregister' | 'bis' | null;
}

const GEEN: Insz = { insz: null, insz_soort: null };

/** @param geboortejaar when known, it says which of the two check digits must be right */
export function inszveld(tekst: string, geboortejaar: number | null): Insz | Fout {
  if (tekst === '') return GEEN;
  if (!/^[0-9]{11}$/.test(tekst)) return FOUT.insz_vorm;
  const eeuwen = eeuwenVanInsz(tekst);
  if (eeuwen.length === 0) return FOUT.insz_controlegetal;
  const insz_soort = inszSoort(tekst);
  if (!insz_soort) return FOUT.insz_maand;
  if (geboortejaar !== null && !eeuwen.includes(geboortejaar < 2000 ? 1900 : 2000)) return FOUT.insz_eeuw;
  return { insz: tekst, insz_soort };
}
