import type { Inschrijving } from '../../src/register/index.ts';
import type { Geval } from './willekeur.ts';

/**
 * The rule a second time, directly from the acts and in other words than the code: no call to `src`, no
 * catalogue, no date arithmetic. Whoever changes the code must write it down here as well.
 */

/** The claim of every datum that may leave at sign-in, and where it stands with the pupil. */
export const CLAIM_VAN: Record<string, [claim: string, veld: keyof Geval['leerling']]> = {
  naam: ['family_name', 'naam'],
  voornaam: ['given_name', 'voornaam'],
  geboortedag: ['ov_geboortedag', 'geboortedag'],
  geboortemaand: ['ov_geboortemaand', 'geboortemaand'],
  geboortejaar: ['ov_geboortejaar', 'geboortejaar'],
  leer_id_uuid: ['ov_leerid_uuid', 'leer_id_uuid'],
  account_uuid: ['ov_account_uuid', 'account_uuid'],
  historiek_account_uuid: ['ov_historiek_account_uuid', 'historiek_account_uuid'],
  email: ['email', 'email'],
  klasinformatie: ['ov_klas', 'klassen'],
  toegewezen_toetsen: ['ov_toetsen', 'toetsen'],
};

/**
 * The data of an enrolment: the field in the claim `ov_inschrijvingen`, and where it stands with the
 * enrolment.
 */
export const VELD_VAN: Record<string, [veld: string, bron: keyof Inschrijving]> = {
  administratieve_groep_code: ['administratieve_groep', 'administratieve_groep'],
  administratieve_groep_omschrijving: ['administratieve_groep_omschrijving', 'administratieve_groep_omschrijving'],
  hoofdstructuur: ['hoofdstructuur', 'hoofdstructuur'],
  instellingsnummer: ['instellingsnummer', 'instellingsnummer'],
  stamnummer: ['stamnummer', 'stamnummer'],
  vestigingsplaats: ['vestigingsplaats', 'vestigingsplaats'],
};

/**
 * Today is day 0. Where no windows are needed, only the period counts. Without a period, every day counts.
 */
function inEenVenster({ vensters, periode }: Geval): boolean {
  const nu = ({ van, tot }: { van: number; tot: number }) => van <= 0 && tot >= 0;
  return (!periode || nu(periode)) && (!vensters || vensters.some(nu));
}

/** Active today: realised or parallel, confirmed, begun, and not over for more than the days of grace. */
export function actieve({ inschrijvingen, perioden, respijtdagen }: Geval): Inschrijving[] {
  return inschrijvingen.filter(({ status, bevestigd }, nummer) => {
    const { van, tot } = perioden[nummer] ?? { van: 1, tot: null };
    return (
      bevestigd && /^(gerealiseerd|parallel)$/.test(status) && van <= 0 && (tot === null || tot + respijtdagen >= 0)
    );
  });
}

const NIVEAUS: Record<string, string> = { 1: 'kleuter', 2: 'lager', 3: 'secundair' };

/** Active today, in the education that the act is for, in a recognised school if it says so. */
function vanDoelgroep(geval: Geval): Inschrijving[] {
  if (!vraagt(geval, 'doelgroep')) return actieve(geval);
  return actieve(geval).filter(({ hoofdstructuur, erkend }) => {
    const niveau = geval.onderwijs.some((een) => een === NIVEAUS[hoofdstructuur.charAt(0)]);
    return niveau && (erkend || !geval.enkelErkend);
  });
}

/** Also in a school that works with the application, if the act requires that. */
function samenwerkend(geval: Geval): Inschrijving[] {
  const wie = geval.samenwerkendeScholen;
  return vanDoelgroep(geval).filter((een) => !vraagt(geval, 'samenwerking') || wie.has(een.instellingsnummer));
}

/** The enrolments that may be handed over. Each school decides for itself. */
export function besproken(geval: Geval): Inschrijving[] {
  const waar = geval.zichtbaarIn;
  return samenwerkend(geval).filter((een) => !vraagt(geval, 'zichtbaarheid') || waar.has(een.instellingsnummer));
}

function vraagt({ voorwaarden }: Geval, voorwaarde: string): boolean {
  return voorwaarden.some((een) => een === voorwaarde);
}

/** Every objection that there is. The gate is open only without objections. */
export function bezwaren(geval: Geval): string[] {
  return [
    ...(geval.inWerking ? [] : ['protocol_niet_in_werking']),
    ...(geval.stromen.some((een) => een === 'bij_aanmelding') ? [] : ['stroom_niet_voorzien']),
    ...(inEenVenster(geval) ? [] : ['buiten_venster']),
    ...(actieve(geval).length ? [] : ['geen_inschrijving']),
    ...(vanDoelgroep(geval).length ? [] : ['niet_in_doelgroep']),
    ...(samenwerkend(geval).length ? [] : ['school_werkt_niet_samen']),
    ...(besproken(geval).length ? [] : ['niet_zichtbaar']),
    ...(vraagt(geval, 'toegewezen_toets') && geval.leerling.toetsen.length === 0 ? ['geen_toets'] : []),
  ];
}

/** What the pupil has under a field; of classes, only those in schools that may be spoken of. */
function bezit(geval: Geval, veld: keyof Geval['leerling']): unknown {
  return veld === 'klassen' ? eigenKlassen(geval) : geval.leerling[veld];
}

function eigenKlassen(geval: Geval): Geval['leerling']['klassen'] {
  const scholen = besproken(geval).map(({ instellingsnummer }) => instellingsnummer);
  return geval.leerling.klassen.filter(({ instellingsnummer }) => scholen.includes(instellingsnummer));
}

/** The same as it leaves. A class leaves with its school only where the school may leave. */
export function waardeVan(geval: Geval, veld: keyof Geval['leerling']): unknown {
  if (veld !== 'klassen' || schoolMagMee(geval)) return bezit(geval, veld);
  return eigenKlassen(geval).map(({ klas, subklas }) => ({ klas, subklas }));
}

function schoolMagMee(geval: Geval): boolean {
  return geval.deel.gegevens.some((een) => een.code === 'instellingsnummer' && magWeg(geval, een));
}

/** A list reduced to its content: each value once, without order. */
export function verzameling(lijst: readonly object[] | readonly string[]): string[] {
  const alsTekst = (een: object | string) => JSON.stringify(typeof een === 'string' ? een : Object.entries(een).sort());
  return [...new Set(lijst.map(alsTekst))].sort();
}

/** Whether the pupil has this datum. What LeerID can't know (an INSZ, a count) counts as present. */
function aanwezig(geval: Geval, code: string): boolean {
  const plek = CLAIM_VAN[code];
  if (!plek) return VELD_VAN[code] ? besproken(geval).length > 0 : true;
  const waarde = bezit(geval, plek[1]);
  return waarde !== null && !(Array.isArray(waarde) && waarde.length === 0);
}

/** The two data of which `name` consists. It leaves only where both may leave. */
export const NAAM = ['voornaam', 'naam'];

export function naamVoluit(geval: Geval): boolean {
  const vrij = NAAM.every((deel) => geval.deel.gegevens.some((een) => een.code === deel && magWeg(geval, een)));
  return geval.gevraagd.has('name') && vrij;
}

type Gegeven = Geval['deel']['gegevens'][number];

function magWeg(geval: Geval, { code, vorm, enkel_zonder, enkel_als }: Gegeven): boolean {
  if (vorm !== 'klaar' || enkel_als) return false;
  return aanwezig(geval, code) && !(enkel_zonder ?? []).some((ander) => aanwezig(geval, ander));
}

/**
 * The data that leave once the gate is open: asked for, listed, present, and not replacing anything that is
 * present.
 */
export function verschuldigd(geval: Geval): string[] {
  const voluit = naamVoluit(geval) ? NAAM : [];
  const klas = geval.deel.gegevens.some((een) => een.code === 'klasinformatie' && magWeg(geval, een));
  const bijKlas = klas && geval.gevraagd.has('ov_klas') ? ['instellingsnummer'] : [];
  return geval.deel.gegevens
    .filter((gegeven) => {
      const { code } = gegeven;
      const claim = CLAIM_VAN[code]?.[0] ?? (VELD_VAN[code] ? 'ov_inschrijvingen' : undefined);
      const gevraagd = claim !== undefined && geval.gevraagd.has(claim);
      return (gevraagd || voluit.includes(code) || bijKlas.includes(code)) && magWeg(geval, gegeven);
    })
    .map(({ code }) => code);
}
