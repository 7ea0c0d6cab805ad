import { FOUT, type Fout, ofLeeg, type Veld } from './veld.ts';

const VORM = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;

/** Enrolments of before the register's time or of the next century are typing faults. */
const VROEGST = '1990-01-01';
const LAATST = '2100-12-31';
const VROEGSTE_GEBOORTEJAAR = 1900;

export interface Geboorte {
  jaar: number | null;
  maand: number | null;
  dag: number | null;
}

/** A day of an enrolment, as text: such days are ordered as texts are. */
export const dag: Veld<string> = (tekst) => {
  const [, jaar, maand, dag] = VORM.exec(tekst) ?? [];
  if (jaar === undefined) return tekst === '' ? FOUT.leeg : FOUT.datum_vorm;
  if (!bestaat(Number(jaar), Number(maand), Number(dag))) return FOUT.datum_bestaat_niet;
  return tekst >= VROEGST && tekst <= LAATST ? tekst : FOUT.datum_buiten_bereik;
};

const ONBEKEND: Geboorte = { jaar: null, maand: null, dag: null };

/** A birth date may be unknown from its end: the day, then the month, then all of it. */
export function geboortedatum(laatsteJaar: number): Veld<Geboorte> {
  return ofLeeg((tekst: string): Geboorte | Fout => {
    const [, j, m, d] = VORM.exec(tekst) ?? [];
    if (j === undefined) return FOUT.datum_vorm;
    const [jaar, maand, dag] = [Number(j), Number(m), Number(d)];
    if (maand === 0 && dag !== 0) return FOUT.geboortedatum_onvolledig;
    if (!bestaat(jaar, maand || 1, dag || 1)) return FOUT.datum_bestaat_niet;
    if (jaar < VROEGSTE_GEBOORTEJAAR) return FOUT.datum_buiten_bereik;
    if (jaar > laatsteJaar) return FOUT.geboren_na_schooljaar;
    return { jaar, maand: maand || null, dag: dag || null };
  }, ONBEKEND);
}

const DAGEN = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** By hand: Temporal takes as long for one date as a whole line may take. */
function bestaat(jaar: number, maand: number, dag: number): boolean {
  const schrikkel = maand === 2 && jaar % 4 === 0 && (jaar % 100 !== 0 || jaar % 400 === 0);
  return dag >= 1 && dag <= (DAGEN[maand - 1] ?? 0) + (schrikkel ? 1 : 0);
}
