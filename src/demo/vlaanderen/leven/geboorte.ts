import { inszControle } from '../../../register/index.ts';
import { ZONDER_DAG, ZONDER_MAAND } from '../land/jaargangen.ts';
import type { Land } from '../land/land.ts';
import { DOEL, kans, kies } from '../land/toeval.ts';

export interface Geboortegegevens {
  /** As in a delivery: 00 for an unknown part, empty when nothing is known. */
  datum: string;
  meisje: boolean;
  insz: string;
  /** The number that this pupil had, or would have had, before the one of the National Register. */
  bis: string;
}

/** Serial numbers of one day: 001 to 998, odd for boys and even for girls. */
const VOLGNUMMERS = 998;
/**
 * A prime that divides neither the days of a year nor the serials. So its multiples visit every place before
 * one comes back.
 */
const STAP = 104_729;

const twee = (getal: number) => String(getal).padStart(2, '0');

/** Month and day of each day of an ordinary year and of a leap year. */
const [GEWOON = [], SCHRIKKEL = []] = ['2011-01-01', '2012-01-01'].map((eersteDag) => {
  const begin = Temporal.PlainDate.from(eersteDag);
  return Array.from({ length: begin.daysInYear }, (_, dag) => {
    const { month, day } = begin.add({ days: dag });
    return { maand: month, dag: day };
  });
});

/**
 * Birth day and INSZ follow from the pupil's rank among those of that year, so that no two pupils have the
 * same INSZ.
 */
export function geboorteVan(land: Land, index: number): Geboortegegevens {
  const jaar = land.geboorte.jaar[index] ?? 0;
  const { maand, dag, volgnummer } = plek(land, jaar, land.geboorte.rang[index] ?? 0, land.geboorte.bekend[index]);
  const nummer = (verhoging: number) => {
    const negen = `${twee(jaar % 100)}${twee(maand + verhoging)}${twee(dag)}${String(volgnummer).padStart(3, '0')}`;
    return negen + inszControle(negen, jaar >= 2000 ? 2000 : 1900);
  };
  return {
    datum: maand === 0 && volgnummer % 4 === 0 ? '' : `${jaar}-${twee(maand)}-${twee(dag)}`,
    meisje: volgnummer % 2 === 0,
    insz: nummer(0),
    bis: nummer(kans(land.toeval(index, DOEL.bissoort), 0.25) ? 20 : 40),
  };
}

function plek(land: Land, jaar: number, rang: number, bekend: number | undefined) {
  if (bekend === ZONDER_MAAND) return { maand: 0, dag: 0, volgnummer: 1 + rang };
  if (bekend === ZONDER_DAG) return { maand: 1 + (rang % 12), dag: 0, volgnummer: 1 + Math.floor(rang / 12) };
  const dagen = jaar % 4 === 0 ? SCHRIKKEL : GEWOON;
  const plaatsen = dagen.length * VOLGNUMMERS;
  const slot = (rang * STAP + kies(land.toeval(jaar, DOEL.geboorteslot), plaatsen)) % plaatsen;
  const dag = dagen[slot % dagen.length] ?? { maand: 1, dag: 1 };
  return { ...dag, volgnummer: 1 + Math.floor(slot / dagen.length) };
}
