import { isEmailadres } from '../../emailadres.ts';
import { eeuwenVanInsz, inszSoort } from '../../insz.ts';
import { FOUTUITLEG, type Foutcode } from './foutcodes.ts';

/**
 * What a field of a line may hold. Each of these reads one text into a value, or tells why there is no value.
 */

/** The result of a field that has no value. */
export class Veldfout {
  readonly code: Foutcode;
  constructor(code: Foutcode) {
    this.code = code;
  }
}

/**
 * One object for each code, made once. So a wrong file of a million lines does not make a million of them.
 */
export const FOUT = Object.fromEntries(
  (Object.keys(FOUTUITLEG) as Foutcode[]).map((code) => [code, new Veldfout(code)]),
) as Record<Foutcode, Veldfout>;

/** Reads one field: its value, or why it has none. */
export type Veldlezer<T> = (tekst: string) => T | Veldfout;

/** The field may be empty. */
export function ofLeeg<T, L>(lees: Veldlezer<T>, bijLeeg: L): Veldlezer<T | L> {
  return (tekst) => (tekst === '' ? bijLeeg : lees(tekst));
}

function patroon(vorm: RegExp, code: Foutcode): Veldlezer<string> {
  return (tekst) => (vorm.test(tekst) ? tekst : geenWaarde(tekst, code));
}

function eenVan<T extends string>(woorden: readonly T[], code: Foutcode): Veldlezer<T> {
  const gekend = new Map<string, T>(woorden.map((woord) => [woord, woord]));
  return (tekst) => gekend.get(tekst) ?? geenWaarde(tekst, code);
}

function geenWaarde(tekst: string, code: Foutcode): Veldfout {
  return tekst === '' ? FOUT.leeg : FOUT[code];
}

export const instellingsnummer = patroon(/^[0-9]{6}$/, 'instellingsnummer_vorm');
export const stamnummer = patroon(/^[0-9]{7}$/, 'stamnummer_vorm');
export const groepcode = patroon(/^[0-9]{1,6}$/, 'groep_vorm');
export const sleutel = patroon(/^[A-Za-z0-9-]{1,40}$/, 'sleutel_vorm');

export const hoofdstructuur = eenVan(
  ['111', '121', '211', '221', '311', '312', '315', '321'],
  'hoofdstructuur_onbekend',
);
export const status = eenVan(
  ['gerealiseerd', 'niet_gerealiseerd', 'uitgesteld', 'parallel', 'aanmelding'],
  'status_onbekend',
);

export const vestigingsplaats: Veldlezer<number> = (tekst) =>
  /^(?:0?[1-9]|[1-9][0-9])$/.test(tekst) ? Number(tekst) : tekst === '' ? FOUT.leeg : FOUT.vestigingsplaats_vorm;

export const jaOfNee: Veldlezer<boolean> = (tekst) =>
  tekst === 'ja' || (tekst === 'nee' ? false : tekst === '' ? FOUT.leeg : FOUT.ja_of_nee);

export const email: Veldlezer<string> = (tekst) => (isEmailadres(tekst) ? tekst : FOUT.email_vorm);

const LANGSTE_NAAM = 200;
/** Nearly every name has this form, and needs nothing else. */
const GEWONE_NAAM = /^[!-~](?:[ -~]{0,198}[!-~])?$/;

// A terminal would obey control characters. The invisible characters let two names look alike or run
// backwards. Half a surrogate can't be stored. The two joiners are part of how some languages are spelled.
const VERBODEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;
const RAND = /^[\s\u200c\u200d]+|[\s\u200c\u200d]+$/g;

/**
 * A name or a description, in NFC, so that the same name is the same text. It has no spaces around it, and 1
 * to 200 characters.
 */
export const naam: Veldlezer<string> = (tekst) => {
  if (GEWONE_NAAM.test(tekst)) return tekst;
  if (VERBODEN.test(tekst)) return FOUT.verboden_tekens;
  const kort = tekst.normalize('NFC').replaceAll(RAND, '');
  if (kort === '') return FOUT.leeg;
  return kort.length <= LANGSTE_NAAM || [...kort].length <= LANGSTE_NAAM ? kort : FOUT.te_lang;
};

const DAGVORM = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
/** An enrolment from before the register's time, or of the next century, is a typing error. */
const VROEGSTE_DAG = '1990-01-01';
const LAATSTE_DAG = '2100-12-31';

/** A day of an enrolment, as text. The order of such texts is the order of the days. */
export const dag: Veldlezer<string> = (tekst) => {
  const [, jaar, maand, dag] = DAGVORM.exec(tekst) ?? [];
  if (jaar === undefined) return tekst === '' ? FOUT.leeg : FOUT.datum_vorm;
  if (!bestaatDag(Number(jaar), Number(maand), Number(dag))) return FOUT.datum_bestaat_niet;
  return tekst >= VROEGSTE_DAG && tekst <= LAATSTE_DAG ? tekst : FOUT.datum_buiten_bereik;
};

export interface Geboortedatum {
  jaar: number | null;
  maand: number | null;
  dag: number | null;
}

const VROEGSTE_GEBOORTEJAAR = 1900;
const ONBEKEND: Geboortedatum = { jaar: null, maand: null, dag: null };

/** A part of a birth date may be unknown, from its end: the day, then the month, then all of it. */
export function geboortedatum(laatsteJaar: number): Veldlezer<Geboortedatum> {
  return ofLeeg((tekst: string): Geboortedatum | Veldfout => {
    const [, j, m, d] = DAGVORM.exec(tekst) ?? [];
    if (j === undefined) return FOUT.datum_vorm;
    const [jaar, maand, dag] = [Number(j), Number(m), Number(d)];
    if (maand === 0 && dag !== 0) return FOUT.geboortedatum_onvolledig;
    if (!bestaatDag(jaar, maand || 1, dag || 1)) return FOUT.datum_bestaat_niet;
    if (jaar < VROEGSTE_GEBOORTEJAAR) return FOUT.datum_buiten_bereik;
    if (jaar > laatsteJaar) return FOUT.geboren_na_schooljaar;
    return { jaar, maand: maand || null, dag: dag || null };
  }, ONBEKEND);
}

const DAGEN_PER_MAAND = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** By hand, because Temporal takes as long for one date as a whole line may take. */
function bestaatDag(jaar: number, maand: number, dag: number): boolean {
  const schrikkel = maand === 2 && jaar % 4 === 0 && (jaar % 100 !== 0 || jaar % 400 === 0);
  return dag >= 1 && dag <= (DAGEN_PER_MAAND[maand - 1] ?? 0) + (schrikkel ? 1 : 0);
}

export interface Insz {
  insz: string | null;
  insz_soort: 'rijksregister' | 'bis' | null;
}

const GEEN_INSZ: Insz = { insz: null, insz_soort: null };

/** @param geboortejaar when known, it says which of the two check digits must be right */
export function insz(tekst: string, geboortejaar: number | null): Insz | Veldfout {
  if (tekst === '') return GEEN_INSZ;
  if (!/^[0-9]{11}$/.test(tekst)) return FOUT.insz_vorm;
  const eeuwen = eeuwenVanInsz(tekst);
  if (eeuwen.length === 0) return FOUT.insz_controlegetal;
  const insz_soort = inszSoort(tekst);
  if (!insz_soort) return FOUT.insz_maand;
  if (geboortejaar !== null && !eeuwen.includes(geboortejaar < 2000 ? 1900 : 2000)) return FOUT.insz_eeuw;
  return { insz: tekst, insz_soort };
}
