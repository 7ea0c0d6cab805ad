import type { Kopierij } from '../werkruimte/index.ts';
import type { Bestandsinhoud } from './manifest.ts';

/**
 * Why a line is rejected, and what its sender does about it. The codes are stable. No text repeats the
 * content of the line, because that may be personal data.
 */
export const FOUTUITLEG = {
  regel_te_lang: 'Een regel is hoogstens 64 KiB: splits of verbeter hem.',
  regel_leeg: 'Een lege regel telt enkel aan het einde niet mee: laat hem weg.',
  geen_utf8: 'De regel is geen geldige UTF-8: lever het bestand in UTF-8.',
  quotes: 'De aanhalingstekens kloppen niet (RFC 4180): zet het hele veld ertussen en verdubbel die erin.',
  aantal_velden: 'De regel heeft meer of minder velden dan de kop: zet een veld met ";" tussen aanhalingstekens.',
  geen_json: 'De regel is geen JSON: lever één object per regel.',
  geen_object_van_teksten: 'De regel is geen object met enkel teksten: zet elke waarde tussen aanhalingstekens.',
  kolom_ontbreekt: 'Dit veld ontbreekt in het object: lever het, desnoods leeg.',

  leeg: 'Dit veld mag niet leeg zijn: vul het in.',
  te_lang: 'Dit veld is te lang: kort het in.',
  verboden_tekens: 'Er staan stuurtekens of onzichtbare tekens in: haal ze weg.',

  insz_vorm: 'Een INSZ is 11 cijfers zonder leestekens: verbeter het.',
  insz_maand: 'De maand in het INSZ kan niet (ook niet voor een BIS-nummer): verbeter het.',
  insz_controlegetal: 'De laatste twee cijfers van het INSZ kloppen niet: kijk na op een tikfout.',
  insz_eeuw: 'Het INSZ is van iemand uit een andere eeuw dan de geboortedatum: kijk beide na.',
  sleutel_vorm: 'Een sleutel is 1 tot 40 letters, cijfers of streepjes: verbeter hem.',
  sleutel_ontbreekt: 'Geef minstens één sleutel: INSZ, unieke persoon of geregistreerde persoon.',
  datum_vorm: 'Schrijf een datum als JJJJ-MM-DD.',
  datum_bestaat_niet: 'Deze dag bestaat niet: verbeter de datum.',
  datum_buiten_bereik: 'Deze datum ligt te ver weg: verbeter het jaar.',
  geboortedatum_onvolledig: 'Een onbekende maand (00) kan enkel met een onbekende dag (00): verbeter de datum.',
  geboren_na_schooljaar: 'Deze geboortedatum ligt na het schooljaar: verbeter haar.',
  tot_voor_van: 'De laatste dag ligt voor de eerste: verbeter van of tot.',
  email_vorm: 'Dit is geen e-mailadres van hoogstens 254 tekens: verbeter het of laat het leeg.',
  ja_of_nee: 'Schrijf ja of nee.',
  instellingsnummer_vorm: 'Een instellingsnummer is 6 cijfers, met nullen vooraan: verbeter het.',
  opvolger_is_zichzelf: 'Een school kan zichzelf niet opvolgen: verbeter het nummer of laat het leeg.',
  vestigingsplaats_vorm: 'Een vestigingsplaats is een volgnummer van 1 tot 99 binnen de school: verbeter het.',
  groep_vorm: 'Een administratieve groep is 1 tot 6 cijfers: verbeter de code.',
  hoofdstructuur_onbekend: 'Deze hoofdstructuur is niet gekend: 111, 121, 211, 221, 311, 312, 315 of 321.',
  status_onbekend: 'Deze status is niet gekend: gerealiseerd, niet_gerealiseerd, uitgesteld, parallel of aanmelding.',
  stamnummer_vorm: 'Een stamnummer is 7 cijfers: verbeter het.',
  stamnummer_jaar: 'De eerste twee cijfers van het stamnummer zijn een jaar na dit schooljaar: verbeter het.',
  stamnummer_ontbreekt: 'Een gerealiseerde of parallelle inschrijving heeft een stamnummer: vul het in.',
} as const;

export type Foutcode = keyof typeof FOUTUITLEG;

/** A column that is wrong in a line. The line is not taken over. */
export interface Uitvalregel {
  regel: number;
  /** Null when the line as a whole is wrong. */
  kolom: string | null;
  code: Foutcode;
  reden: string;
  /**
   * School and stamnummer, when the line could be read and they have the right form. Enrolments there are
   * left alone.
   */
  instellingsnummer: string | null;
  stamnummer: string | null;
}

/** These columns as rows of the workspace. */
export function uitvalrijen(bestand: Bestandsinhoud, uitval: readonly Uitvalregel[]): Kopierij<'uitval'>[] {
  return uitval.map(({ code, reden, ...rest }) => ({ ...rest, bestand, reden: code, uitleg: reden }));
}
