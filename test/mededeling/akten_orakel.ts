import { type Deel, delen, type Plaats, type Toets, type Wereld } from './akten_feiten.ts';
import { CLAIM_VAN, NAAM, VELD_VAN } from './orakel.ts';

/**
 * What S0 to S4 let each recipient have, read in the acts themselves. Nothing here calls `src` or reads our
 * YAML. Places are those of the act. Whoever changes an act must write it down here a second time.
 */
export interface Aktetekst {
  /**
   * Who signs, and the last day that the act itself gives for a stamp or an advice. Before that day nothing
   * holds.
   */
  tekenaars: string[];
  eerste: string;
  laatste?: string;
  /** The days between which data may move, where the act gives them separately (S4 art. 5). */
  levering?: [string, string];
  /** Art. 5: who gets its part each time that a pupil signs in. */
  telkens: string[];
  /** The party whose application may ask under this act. */
  partij?: string;
  /** The one application on the cover, where the act has one there. */
  toepassing?: string;
  /** Levels of education that the act is for, and whose decision it requires beside an enrolment. */
  leerlingen?: Plaats['niveau'][];
  school?: boolean;
  toets?: boolean;
  /** Days after an enrolment on which it still counts; none in S0 to S4. */
  respijt?: number;
  /** Art. 3 and 4: who gets what, in which form. `zelf` is the party that receives. */
  krijgt: Record<string, Deel>;
}

const S0 = delen('naam voornaam leer_id_uuid account_uuid historiek_account_uuid', {
  klaar: 'administratieve_groep_code hoofdstructuur instellingsnummer stamnummer',
});
const S1 = { ...S0, ...delen('geboortedag geboortemaand geboortejaar email administratieve_groep_omschrijving') };
const KLAS = delen('klasinformatie');
const VAN_DE_SCHOOL = 'individueel_aangepast_curriculum anderstalige_nieuwkomer';
const PLAATS = 'administratieve_groep_code vestigingsplaats';
// S3 art. 3: the year of birth is only for schools without age groups, and no flow tells which those are.
const JAAR = { leeftijdsscholen: 'geboortejaar' };
const TELLINGEN = delen(
  `aantal_per_leeftijd aantal_per_geslacht aantal_per_hoofdstructuur aantal_per_niveau aantal_per_soort_onderwijs
  aantal_per_type_onderwijs aantal_per_soort_programma aantal_per_administratieve_groep aantal_per_leerjaar
  aantal_per_onderwijsvorm schooldagen_ziek schooldagen_totaal ziekte_langste_reeks ziekte_aantal_perioden
  schooldagen_drie_schooljaren thuistaal_niet_nederlands moeder_laag_opgeleid opleidingsniveau_moeder schooltoelage
  permanent_onderwijs_aan_huis type_5_ingeschreven type_5_schooldagen type_5_perioden
  tijdelijk_onderwijs_aan_huis_goedgekeurd tijdelijk_onderwijs_aan_huis_dagen tijdelijk_onderwijs_aan_huis_perioden
  jaar_omhoog_gegaan administratieve_groep_eind_schooljaar studiebewijs fusiegemeente`,
);

export const AKTEN: Record<string, Aktetekst> = {
  // S0. Stamp of DOV (end of the act), advices in F and G. Pupils in C, D and art. 2, schools in D, "telkens"
  // in art. 5.
  smartschool: {
    tekenaars: ['dov', 'smartbit'],
    eerste: '2023-05-23',
    telkens: ['zelf', 'toegangscontrole'],
    partij: 'smartbit',
    toepassing: 'smartschool',
    leerlingen: ['lager', 'secundair'],
    school: true,
    krijgt: { zelf: S0, toegangscontrole: S0 },
  },
  // S1 has no stamp. The last advice is that of F.
  'archief-voor-onderwijs': {
    tekenaars: ['dov', 'meemoo'],
    eerste: '2022-11-07',
    telkens: ['zelf', 'toegangscontrole'],
    partij: 'meemoo',
    toepassing: 'archief-voor-onderwijs',
    leerlingen: ['lager', 'secundair'],
    school: true,
    krijgt: { zelf: S1, toegangscontrole: S1 },
  },
  // S2. A supplier comes in under its own act (C), never under this one. `klassen` says what this act adds.
  klasinformatie: {
    tekenaars: ['dov'],
    eerste: '2024-07-17',
    telkens: ['zelf', 'dienstenleveranciers'],
    leerlingen: ['kleuter', 'lager', 'secundair'],
    school: true,
    krijgt: { zelf: KLAS, 'leerid-beheerders': KLAS, functieprofiel: KLAS, dienstenleveranciers: KLAS },
  },
  // S3. Stamp of AGODI. Art. 4: only the supplier of the test platform deals with pupils, and only with those
  // who have a test.
  'vlaamse-toetsen': {
    tekenaars: ['dov', 'agodi'],
    eerste: '2023-09-19',
    telkens: ['leverancier-toetsplatform'],
    partij: 'dov',
    leerlingen: ['lager', 'secundair'],
    toets: true,
    krijgt: {
      zelf: delen(`leer_id_uuid account_uuid insz unieke_persoon geregistreerde_persoon naam voornaam`, {
        klaar: `${VAN_DE_SCHOOL} ${PLAATS}`,
        ...JAAR,
      }),
      // Recital C: no name, background by LeerID, and what was assigned. Art. 2: the group of study and the
      // curriculum.
      'data-analisten': delen('individueel_aangepast_curriculum administratieve_groep_code toegewezen_toetsen', {
        pseudoniem: 'leer_id_uuid account_uuid',
      }),
      'scholen-toetscoordinatoren': delen(`naam voornaam ${VAN_DE_SCHOOL} ${PLAATS} toegewezen_toetsen`),
      schoolbesturen: {},
      // It assigns the tests itself (recital C). Art. 4 gives them only to the supplier.
      steunpunt: delen(PLAATS, { hash: 'leer_id_uuid account_uuid', ...JAAR }),
      'leverancier-toetsplatform': delen('voornaam naam leer_id_uuid account_uuid toegewezen_toetsen'),
    },
  },
  // S4. Both stamps are of one day. Art. 5: until November 2022, that month not included. DOV itself gets
  // nothing (C2).
  'zieke-kinderen': {
    tekenaars: ['dov', 'agodi'],
    eerste: '2021-12-23',
    laatste: '2022-10-31',
    telkens: [],
    levering: ['2021-12-23', '2022-10-31'],
    krijgt: { zelf: {}, 'onderzoekers-idea-consult': TELLINGEN, dov: {} },
  },
  // None of these acts lists the class for a supplier. This future act does, and requires only an enrolment,
  // up to five days after its end.
  toekomst: {
    tekenaars: ['dov', 'meemoo'],
    eerste: '2022-11-07',
    telkens: ['zelf', 'toegangscontrole'],
    partij: 'meemoo',
    leerlingen: ['kleuter', 'lager', 'secundair'],
    respijt: 5,
    krijgt: { zelf: { ...S1, ...KLAS }, toegangscontrole: { ...S1, ...KLAS } },
  },
};

/** S3 art. 3: a key that replaces another leaves only where that other key is not filled in. */
const IN_PLAATS_VAN: Record<string, string> = { account_uuid: 'leer_id_uuid' };

/**
 * In force: all parties signed, the act's own last day of a signature or advice has come, the act is not
 * over, and nobody ended it.
 */
export function geldt(wie: Aktetekst, dag: string, getekend: Wereld['getekend'], gestopt: string | undefined): boolean {
  const allen = wie.tekenaars.every((partij) => (getekend[partij] ?? '9999') <= dag);
  return allen && wie.eerste <= dag && dag <= (wie.laatste ?? dag) && !(gestopt !== undefined && gestopt <= dag);
}

/** S3 art. 2 and recital C: the law is no longer a draft, and the day is in a round that ends by 31 July. */
function rondeOpen({ dag, wet, ronden }: Wereld): boolean {
  const jaar = (van: string) => Number(van.slice(0, 4)) + (van.slice(5) > '07-31' ? 1 : 0);
  if (wet === undefined || wet > dag || ronden.some(({ van, tot }) => tot > `${jaar(van)}-07-31`)) return false;
  return ronden.some(({ van, tot }) => van <= dag && dag <= tot);
}

/** S3 art. 4: assigned, and on days of a round that is open. */
export function toetsenVan({ dag, ronden, leerling }: Wereld): Toets[] {
  const open = ronden.filter(({ van, tot }) => van <= dag && dag <= tot);
  return leerling.toetsen.filter(({ dagen }) => open.some(({ van, tot }) => van <= dagen[0] && dagen[1] <= tot));
}

/** Enrolled, not "no longer" (S0, S1 art. 3): realised, confirmed, and on this day. */
function telt({ dag }: Wereld, { status, bevestigd, van, tot }: Plaats, respijt: number): boolean {
  const laatste = tot === null ? dag : String(Temporal.PlainDate.from(tot).add({ days: respijt }));
  return /^(gerealiseerd|parallel)$/.test(status) && bevestigd && van <= dag && dag <= laatste;
}

/**
 * The enrolments that count under an act: of its pupils and, if it requires that, in a school that works with
 * the application and made it visible.
 */
function plaatsen(wereld: Wereld, { leerlingen = [], school, respijt = 0 }: Aktetekst): Plaats[] {
  return wereld.plaatsen.filter((een) => {
    const wil = wereld.samen.includes(een.school.nummer) && wereld.zichtbaar.includes(een.school.nummer);
    return telt(wereld, een, respijt) && leerlingen.includes(een.niveau) && (wil || !school);
  });
}

/**
 * S2 beside the application's own act: art. 3 a recognised school, art. 4 one that works with it, art. 12 its
 * agreement with this text, now.
 */
function klassen(wereld: Wereld, eigen: Plaats[]) {
  const { dag, nu, s2, leerling } = wereld;
  const s2Geldt = AKTEN.klasinformatie && geldt(AKTEN.klasinformatie, dag, s2.getekend, s2.gestopt);
  if (!s2Geldt || !AKTEN.klasinformatie) return [];
  const ook = plaatsen(wereld, AKTEN.klasinformatie).filter(
    (een) => eigen.includes(een) && een.erkend && een.school.erkend,
  );
  return leerling.klassen.filter(({ school, van, tot }) => {
    const { woord } = school;
    const akkoord = woord && !woord.gestopt && woord.dezeTekst && '2024-07-17T14:01:01Z' <= woord.op && woord.op <= nu;
    return akkoord && van <= dag && dag <= (tot ?? dag) && ook.some((een) => een.school.nummer === school.nummer);
  });
}

/** What the pupil has of a datum: undefined is nothing. */
function heeft(wereld: Wereld, code: string, eigen: Plaats[]): unknown {
  const { leerling, aangesloten } = wereld;
  if (code === 'klasinformatie') return aangesloten ? klassen(wereld, eigen) : [];
  if (code === 'toegewezen_toetsen')
    return toetsenVan(wereld).map(({ toets, toetsmoment }) => ({ toets, toetsmoment }));
  return leerling[(CLAIM_VAN[code]?.[1] ?? '') as keyof typeof leerling];
}

export type Antwoord = { claims: Record<string, unknown>; gegevens: string[] };

/** What leaves of a part when nothing prevents it: asked for, in clear form, and present. */
export function uitDeel(wereld: Wereld, deel: Deel, eigen: Plaats[], toetsakte: boolean): Antwoord {
  const vrij = Object.keys(deel).filter((code) => {
    const ander = toetsakte ? IN_PLAATS_VAN[code] : undefined;
    if (deel[code] !== 'klaar' || (ander && heeft(wereld, ander, eigen) !== null)) return false;
    const iets = VELD_VAN[code] ? eigen : heeft(wereld, code, eigen);
    return iets !== null && iets !== undefined && !(Array.isArray(iets) && iets.length === 0);
  });
  const claims: Record<string, unknown> = {};
  const weg = new Set<string>();
  for (const code of vrij) {
    const claim = CLAIM_VAN[code]?.[0];
    if (!claim || !wereld.vraag.includes(claim)) continue;
    const waarde = heeft(wereld, code, eigen);
    claims[claim] = code === 'klasinformatie' ? klasMetSchool(waarde as object[], vrij, weg) : waarde;
    weg.add(code);
  }
  const velden = vrij.filter((code) => VELD_VAN[code]);
  if (velden.length && wereld.vraag.includes('ov_inschrijvingen')) {
    claims.ov_inschrijvingen = eigen.map(({ velden: rij }) =>
      Object.fromEntries(velden.map((code) => [VELD_VAN[code]?.[0] ?? '', rij[code]])),
    );
    for (const code of velden) weg.add(code);
  }
  if (wereld.vraag.includes('name') && NAAM.every((code) => vrij.includes(code))) {
    claims.name = `${wereld.leerling.voornaam} ${wereld.leerling.naam}`;
    for (const code of NAAM) weg.add(code);
  }
  return { claims, gegevens: [...weg].sort() };
}

/** The number of its school goes along with a class where the application's own act lists that number. */
function klasMetSchool(lijst: object[], vrij: string[], weg: Set<string>) {
  const metNummer = vrij.includes('instellingsnummer');
  if (metNummer) weg.add('instellingsnummer');
  return (lijst as Wereld['leerling']['klassen']).map(({ school, klas, subklas }) => ({
    ...(metNummer ? { instellingsnummer: school.nummer } : {}),
    klas,
    subklas,
  }));
}

/** What leaves at the sign-in. Undefined where the door stays shut, so that not even `sub` leaves. */
export function belofte(wereld: Wereld): Antwoord | undefined {
  const akte = AKTEN[wereld.akte];
  const deel = akte?.krijgt[wereld.ontvanger];
  if (!deel || akte.partij !== wereld.partij || !akte.telkens.includes(wereld.ontvanger)) return undefined;
  if (akte.toepassing !== undefined && akte.toepassing !== wereld.client) return undefined;
  if (!geldt(akte, wereld.dag, wereld.getekend, wereld.gestopt)) return undefined;
  if (akte.toets && (!rondeOpen(wereld) || toetsenVan(wereld).length === 0)) return undefined;
  const eigen = plaatsen(wereld, akte);
  if (eigen.length === 0) return undefined;
  return uitDeel(wereld, deel, eigen, akte.toets === true);
}
