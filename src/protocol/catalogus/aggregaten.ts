/** What a datum may reveal that GDPR art. 9 protects, by itself or because it makes it likely. */
export type Bijzonder = 'gezondheid' | 'buitengewoon_onderwijs' | 'afkomst';

/**
 * A feature by which pupils are counted. The type leaves no way out: no feature ever leaves with a sign-in.
 */
interface Telling {
  kop: string;
  naam: string;
  bijzonder?: Bijzonder;
}

function groep(kop: string, namen: Record<string, string>, bijzonder?: Bijzonder): Record<string, Telling> {
  const metKenmerk = bijzonder ? { bijzonder } : {};
  return Object.fromEntries(Object.entries(namen).map(([code, naam]) => [code, { kop, naam, ...metKenmerk }]));
}

const LEERLINGEN = 'Leerlingenaantallen';
const KANSEN = 'Gelijke onderwijskansen';
const LOOPBAAN = 'Schoolloopbaan';

/**
 * Features for research (S4 art. 3). The act defines groups 2 to 6 for each pupil. A few of these features
 * combined can point at one child. So whoever makes a file of them must see to it that nobody can be
 * recognised.
 */
export const AGGREGATEN: Readonly<Record<string, Telling>> = {
  ...groep(LEERLINGEN, {
    aantal_per_leeftijd: 'Leeftijd',
    aantal_per_geslacht: 'Geslacht',
    aantal_per_hoofdstructuur: 'Hoofdstructuur',
    aantal_per_niveau: 'Niveau',
  }),
  // Special education reveals a handicap or an illness.
  ...groep(
    LEERLINGEN,
    { aantal_per_soort_onderwijs: 'Soort onderwijs', aantal_per_type_onderwijs: 'Type onderwijs' },
    'buitengewoon_onderwijs',
  ),
  ...groep(LEERLINGEN, {
    aantal_per_soort_programma: 'Soort programma',
    aantal_per_administratieve_groep: 'Nummer administratieve groep',
    aantal_per_leerjaar: 'Natuurlijk leerjaar',
    aantal_per_onderwijsvorm: 'Onderwijsvorm',
  }),
  ...groep(
    'Ziekte',
    {
      schooldagen_ziek: 'Schooldagen ziek in een schooljaar',
      schooldagen_totaal: 'Schooldagen in een schooljaar',
      ziekte_langste_reeks: 'Langste aaneengesloten reeks ziektedagen',
      ziekte_aantal_perioden: 'Aantal perioden ziek',
      schooldagen_drie_schooljaren: 'Schooldagen in drie opeenvolgende schooljaren',
    },
    'gezondheid',
  ),
  // The language at home often shows where a family comes from.
  ...groep(KANSEN, { thuistaal_niet_nederlands: 'Thuistaal niet Nederlands' }, 'afkomst'),
  ...groep(KANSEN, {
    moeder_laag_opgeleid: 'Lage opleiding moeder',
    opleidingsniveau_moeder: 'Opleidingsniveau moeder',
    schooltoelage: 'Schooltoelage',
  }),
  ...groep(
    'Maatregelen voor zieke leerlingen',
    {
      permanent_onderwijs_aan_huis: 'Permanent onderwijs aan huis',
      type_5_ingeschreven: 'Ingeschreven in een ziekenhuisschool (type 5)',
      type_5_schooldagen: 'Schooldagen in type 5',
      type_5_perioden: 'Perioden in type 5',
      tijdelijk_onderwijs_aan_huis_goedgekeurd: 'Tijdelijk onderwijs aan huis goedgekeurd, per categorie',
      tijdelijk_onderwijs_aan_huis_dagen: 'Dagen tijdelijk onderwijs aan huis, per categorie',
      tijdelijk_onderwijs_aan_huis_perioden: 'Perioden tijdelijk onderwijs aan huis, per categorie',
    },
    'gezondheid',
  ),
  // Blank for special secondary education, among others: a blank reveals something as well.
  ...groep(LOOPBAAN, { jaar_omhoog_gegaan: 'Naar het volgende leerjaar gegaan' }, 'buitengewoon_onderwijs'),
  ...groep(LOOPBAAN, {
    administratieve_groep_eind_schooljaar: 'Administratieve groep op het einde van het schooljaar',
    studiebewijs: 'Soort studiebewijs op het einde van het schooljaar',
  }),
  ...groep('Woonplaats', { fusiegemeente: 'Fusiegemeente van de leerling' }),
};

/** Whether this is a count, and no datum of a pupil. */
export function isTelling(code: string): boolean {
  return Object.hasOwn(AGGREGATEN, code);
}
