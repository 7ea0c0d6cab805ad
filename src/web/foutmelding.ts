/** What a visitor reads when something is wrong. `code` is stable. `uitleg` says what to do. */
export interface Foutmelding {
  status: number;
  code: string;
  titel: string;
  uitleg: string;
  /** Seconds after which it makes sense to try again. */
  wacht?: number;
}

export const FOUTEN = {
  niet_gevonden: {
    status: 404,
    code: 'niet_gevonden',
    titel: 'Deze pagina bestaat niet',
    uitleg: 'Misschien zit er een fout in het adres, of is de pagina er niet meer.',
  },
  verlopen: {
    status: 400,
    code: 'aanmelding_verlopen',
    titel: 'Deze aanmelding is niet meer geldig',
    uitleg:
      'Het duurde te lang, je internet viel weg, of je ging al ergens anders verder. Ga terug naar de toepassing en begin opnieuw.',
  },
  ongeldig: {
    status: 400,
    code: 'verzoek_ongeldig',
    titel: 'Dit lukt niet',
    uitleg: 'Er klopt iets niet aan dit verzoek. Ga terug naar de toepassing en begin opnieuw.',
  },
  te_groot: {
    status: 413,
    code: 'te_groot',
    titel: 'Dit is te veel ineens',
    uitleg: 'Ga terug en vul alleen de gevraagde velden in.',
  },
  andere_host: {
    status: 421,
    code: 'andere_host',
    titel: 'Dit is niet het adres van LeerID',
    uitleg: 'Ga terug naar de toepassing en begin opnieuw.',
  },
  onbereikbaar: {
    status: 503,
    code: 'even_onbereikbaar',
    titel: 'LeerID is even niet bereikbaar',
    uitleg: 'Wacht een minuut en probeer dan opnieuw.',
    wacht: 60,
  },
  onverwacht: {
    status: 500,
    code: 'onverwacht',
    titel: 'Er ging iets mis bij LeerID',
    uitleg: 'Probeer het straks opnieuw. Blijft het fout gaan? Geef dan het spoornummer door aan je school.',
  },
} as const satisfies Record<string, Foutmelding>;

/** The button with which a visitor who is stuck goes on. */
export interface Uitweg {
  tekst: string;
  adres: string;
}

/** The way on from a page that has no better one. */
export const NAAR_BEGIN: Uitweg = { tekst: 'Naar het begin', adres: '/' };

/** A rule of ours throws this when it knows what the visitor should read. */
export class Bezoekersfout extends Error {
  readonly melding: Foutmelding;
  readonly uitweg: Uitweg | undefined;

  constructor(melding: Foutmelding, uitweg?: Uitweg) {
    super(melding.code);
    this.melding = melding;
    this.uitweg = uitweg;
  }
}
