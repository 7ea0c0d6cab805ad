import { AFGELEID } from './afgeleide_gegevens.ts';
import { AGGREGATEN, type Bijzonder } from './aggregaten.ts';
import type { Gegevensbron, Inschrijvingsbron } from './gegevensbron.ts';

export const SCOPES = ['profile', 'email', 'ov_leerling', 'ov_inschrijvingen', 'ov_klas', 'ov_toetsen'] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * How a datum leaves in a token or at userinfo. `veld` is a field of each enrolment in the claim's list.
 * `gewoon` explains the datum to a ten-year-old.
 */
export type Uitgifte =
  | {
      scope: Scope;
      claim: string;
      gewoon: string;
      /** Codes of other data that the list can carry as well. `mee` holds those of them that may leave. */
      naast?: readonly string[];
      lees(bron: Gegevensbron, mee?: readonly string[]): unknown;
    }
  | {
      scope: 'ov_inschrijvingen';
      claim: 'ov_inschrijvingen';
      veld: string;
      gewoon: string;
      lees(inschrijving: Inschrijvingsbron): string | null;
    };

export interface Datum {
  /** Heading under which article 3 lists the datum. */
  kop: string;
  naam: string;
  /** May reveal what GDPR art. 9 protects. A protocol must then mark it so. */
  bijzonder?: Bijzonder;
  /**
   * The act under which LeerID itself received the datum. It leaves only while that act is in force, even if
   * another act lists it.
   */
  onder?: string;
  /** Absent: the datum never leaves with a sign-in (the INSZ; counts for research). */
  uitgifte?: Uitgifte;
}

const PERSOON = 'Officiële persoonsgegevens';
const ACCOUNT = 'Accountgegevens';
const INSCHRIJVING = 'Inschrijvingen';

function persoon(naam: string, gewoon: string, claim: string, lees: (bron: Gegevensbron) => unknown): Datum {
  return { kop: PERSOON, naam, uitgifte: { scope: 'profile', claim, gewoon, lees } };
}

function sleutel(naam: string, gewoon: string, claim: string, lees: (bron: Gegevensbron) => unknown): Datum {
  return { kop: ACCOUNT, naam, uitgifte: { scope: 'ov_leerling', claim, gewoon, lees } };
}

function inschrijving(
  naam: string,
  gewoon: string,
  veld: string,
  lees: (inschrijving: Inschrijvingsbron) => string | null,
): Datum {
  const naar = 'ov_inschrijvingen';
  return { kop: INSCHRIJVING, naam, uitgifte: { scope: naar, claim: naar, veld, gewoon, lees } };
}

/** Only classes of schools whose enrolments may be handed over. Which school it is, is a datum of its own. */
function klassenVanInschrijvingen({ klassen, inschrijvingen }: Gegevensbron, mee: readonly string[] = []) {
  const scholen = new Set(inschrijvingen.map(({ instellingsnummer }) => instellingsnummer));
  return klassen
    .filter(({ instellingsnummer }) => scholen.has(instellingsnummer))
    .map(({ instellingsnummer, klas, subklas }) => ({
      ...(mee.includes('instellingsnummer') ? { instellingsnummer } : {}),
      klas,
      subklas,
    }));
}

/**
 * Every datum that a protocol can list, by its code. A new datum is one entry here and one line in a signed
 * protocol. Codes and headings come from art. 3 of S0, S1, S2, S3 and S4.
 */
export const CATALOGUS: Readonly<Record<string, Datum>> = {
  naam: persoon('Naam', 'je familienaam', 'family_name', (b) => b.naam),
  voornaam: persoon('Voornaam', 'je voornaam', 'given_name', (b) => b.voornaam),
  geboortedag: persoon('Geboortedag', 'de dag waarop je geboren bent', 'ov_geboortedag', (b) => b.geboortedag),
  geboortemaand: persoon(
    'Geboortemaand',
    'de maand waarin je geboren bent',
    'ov_geboortemaand',
    (b) => b.geboortemaand,
  ),
  geboortejaar: persoon('Geboortejaar', 'het jaar waarin je geboren bent', 'ov_geboortejaar', (b) => b.geboortejaar),

  leer_id_uuid: sleutel(
    'Leer_id_uuid',
    'een vast nummer dat alleen van jou is',
    'ov_leerid_uuid',
    (b) => b.leer_id_uuid,
  ),
  account_uuid: sleutel('Account_uuid', 'het nummer van je account', 'ov_account_uuid', (b) => b.account_uuid),
  historiek_account_uuid: sleutel(
    'Historiek_account_uuid',
    'vroegere nummers van je account',
    'ov_historiek_account_uuid',
    (b) => b.historiek_account_uuid,
  ),
  email: {
    kop: ACCOUNT,
    naam: 'E-mail',
    uitgifte: { scope: 'email', claim: 'email', gewoon: 'je e-mailadres, als je er een hebt', lees: (b) => b.email },
  },

  administratieve_groep_code: inschrijving(
    'Administratieve groep: code',
    'het nummer van je leerjaar of richting',
    'administratieve_groep',
    (i) => i.administratieve_groep,
  ),
  administratieve_groep_omschrijving: inschrijving(
    'Administratieve groep: omschrijving',
    'de naam van je leerjaar of richting',
    'administratieve_groep_omschrijving',
    (i) => i.administratieve_groep_omschrijving,
  ),
  hoofdstructuur: inschrijving(
    'Hoofdstructuur',
    'het soort onderwijs dat je volgt',
    'hoofdstructuur',
    (i) => i.hoofdstructuur,
  ),
  instellingsnummer: inschrijving(
    'Instellingsnummer',
    'het nummer van je school',
    'instellingsnummer',
    (i) => i.instellingsnummer,
  ),
  stamnummer: inschrijving('Stamnummer', 'je nummer op school', 'stamnummer', (i) => i.stamnummer),
  vestigingsplaats: inschrijving(
    'Vestigingsplaats',
    'op welke plaats van je school je les volgt',
    'vestigingsplaats',
    (i) => i.vestigingsplaats,
  ),

  klasinformatie: {
    kop: 'Klasinformatie',
    naam: 'Klas en subklas',
    onder: 'klasinformatie',
    uitgifte: {
      scope: 'ov_klas',
      claim: 'ov_klas',
      gewoon: 'je klas en je subklas, als je school die deelt',
      naast: ['instellingsnummer'],
      lees: klassenVanInschrijvingen,
    },
  },
  toegewezen_toetsen: {
    kop: 'Vlaamse toetsen',
    naam: 'Toegewezen toetsen en toetsmomenten',
    uitgifte: {
      scope: 'ov_toetsen',
      claim: 'ov_toetsen',
      gewoon: 'welke toetsen je krijgt, en wanneer',
      lees: (b) => b.toetsen,
    },
  },

  insz: { kop: PERSOON, naam: 'INSZ-nummer' },
  unieke_persoon: { kop: PERSOON, naam: 'Unieke persoon' },
  geregistreerde_persoon: { kop: PERSOON, naam: 'Geregistreerde persoon' },
  individueel_aangepast_curriculum: { kop: 'Leerlingkenmerken', naam: 'Individueel aangepast curriculum (ja/nee)' },
  anderstalige_nieuwkomer: {
    kop: 'Leerlingkenmerken',
    naam: 'Onthaalklas anderstalige nieuwkomer (ja/nee)',
    bijzonder: 'afkomst',
  },
  ...AGGREGATEN,
};

/** The claims that each scope can give at most. The client's protocol narrows them. */
export function claimsPerScope(): Record<Scope, string[]> {
  const perScope = Object.fromEntries(SCOPES.map((scope) => [scope, new Set<string>()]));
  for (const { uitgifte } of Object.values(CATALOGUS)) {
    if (uitgifte) perScope[uitgifte.scope]?.add(uitgifte.claim);
  }
  for (const { scope, claim } of AFGELEID) perScope[scope]?.add(claim);
  return Object.fromEntries(SCOPES.map((scope) => [scope, [...(perScope[scope] ?? [])]])) as Record<Scope, string[]>;
}
