import { leesKlassen } from '../../src/klasinformatie/klas.ts';
import { zetbareKlok } from '../../src/klok.ts';
import {
  type Deurbenodigdheden,
  deelMee,
  leesmoment,
  type Toegangsrij,
  vraagToegang,
} from '../../src/mededeling/index.ts';
import { stelSamen } from '../../src/mededeling/samenstelling.ts';
import {
  binnenVenster,
  deelVoorOntvanger,
  geldigheidOp,
  leesProtocollen,
  type Protocoldossier,
  type Protocollen,
} from '../../src/protocol/index.ts';
import type { Database } from '../../src/store/database.ts';
import { dossierschema } from '../../src/toepassingen/dossiers/dossier.ts';
import { legOnderProtocol, levenslopenOp } from '../../src/toepassingen/index.ts';
import { akteOp } from '../../src/toepassingen/volgen/akte_op_dag.ts';
import { leesToegewezenToetsen } from '../../src/toetsen/toewijzing.ts';
import { voorbeelddossier } from '../opzet/stukken/voorbeelddossier.ts';
import type { Deel, Plaats, Wereld } from './akten_feiten.ts';
import type { Antwoord } from './akten_orakel.ts';

/**
 * The acts of config as they are, and a future one, made from S1: it has the class, for any application, and
 * requires only an enrolment, up to five days after its end.
 */
export async function leesAkten(map = 'config'): Promise<Protocollen> {
  const gelezen = await leesProtocollen(map);
  const s1 = gelezen.dossiers.find(({ naam }) => naam === 'archief-voor-onderwijs');
  if (!s1?.protocol) throw new Error('S1 can not be read');
  return { ...gelezen, dossiers: [...gelezen.dossiers, { ...s1, naam: 'toekomst', protocol: metKlas(s1.protocol) }] };
}

function metKlas(protocol: NonNullable<Protocoldossier['protocol']>): NonNullable<Protocoldossier['protocol']> {
  const klas = { code: 'klasinformatie', artikel: 3, wat: 'klas', reden: 'proef', bijzonder: false };
  return {
    ...protocol,
    protocol: 'toekomst',
    toepassingen: undefined,
    gegevens: [...protocol.gegevens, klas],
    mededeling: { ...protocol.mededeling, respijtdagen: 5 },
    doelgroep: { ...protocol.doelgroep, onderwijs: ['kleuter', 'lager', 'secundair'] },
    voorwaarden: protocol.voorwaarden.filter(({ voorwaarde }) => /^(inschrijving|doelgroep)$/.test(voorwaarde)),
    ontvangers: {
      ...protocol.ontvangers,
      categorieen: protocol.ontvangers.categorieen.map((een) => ({
        ...een,
        gegevens: [...een.gegevens, { code: 'klasinformatie', vorm: 'klaar' as const }],
      })),
    },
  };
}

/** The acts with the signatures and ends of this world. */
function inWereld(akten: Protocollen, wereld: Wereld): Protocollen {
  const met = (dossier: Protocoldossier, { getekend, gestopt }: Pick<Wereld, 'getekend' | 'gestopt'>) => ({
    ...dossier,
    oordelen: Object.entries(getekend).flatMap(([partij, dag]) =>
      dag ? { geldig: true as const, partij, kid: 'k', vingerafdruk: 'v', ondertekend_op: vroegOp(dag) } : [],
    ),
    stopzetting: gestopt
      ? { op: gestopt, door: 'dov', reden: 'proef', grond: 'rechtsgrond_vervallen' as const }
      : undefined,
  });
  const dossiers = akten.dossiers.map((dossier) => {
    if (dossier.naam === wereld.akte) return met(dossier, wereld);
    return dossier.naam === 'klasinformatie' ? met(dossier, wereld.s2) : dossier;
  });
  return { ...akten, dossiers };
}

/** Just after midnight of a Belgian day, when it is still the day before in UTC. */
const vroegOp = (dag: string) => `${Temporal.PlainDate.from(dag).subtract({ days: 1 })}T23:30:00Z`;

/**
 * Asks the code itself, as the routes do. Undefined where it lets nothing leave. The log row must name the
 * same data.
 */
export async function klop(db: Database, akten: Protocollen, wereld: Wereld): Promise<Antwoord | undefined> {
  const protocollen = inWereld(akten, wereld);
  const client_id = wereld.client;
  const onderProtocol = legOnderProtocol(dossierVan(wereld), protocollen);
  if (typeof onderProtocol === 'string') return undefined;
  const klok = zetbareKlok(Temporal.Instant.from(wereld.nu));
  const levenslopen = levenslopenOp({ protocollen, bewaard: new Map(), stops: new Map() }, klok.vandaag());
  const kennis = {
    protocollen,
    levenslopen,
    stops: GEEN_STOPS,
    versies: { isBewaard: () => true, eerdere: () => [] },
    demo: true,
  };
  const nodig: Deurbenodigdheden = {
    db,
    klok,
    toepassingen: new Map([[client_id, { ...onderProtocol, ondertekening: [] }]]),
    leesStopsZoNodig: async () => {},
    akteInWerking: (naam) => akteOp(kennis, naam, klok.vandaag()),
    leesKlassen: (leerling, akte) => leesKlassen(db, klok, leerling, akte),
    leesToetsen: (leerling, vensters) => leesToegewezenToetsen(db, leerling, vensters),
  };
  const vraagOpnieuw = async () => {
    const lezing = { rij: alsRij(wereld), begonnen: leesmoment(klok) };
    const antwoord = await vraagToegang(nodig, client_id, wereld.leerling.account_uuid, lezing);
    return antwoord.toegelaten ? antwoord.toegang : undefined;
  };
  const toegang = await vraagOpnieuw();
  if (!toegang) return undefined;
  const gevraagd = new Set(wereld.vraag);
  const claims = await deelMee(nodig, toegang, { aanleiding: 'userinfo', gevraagd, technisch: ['sub'], vraagOpnieuw });
  const { gegevens } = await db
    .selectFrom('privacylog')
    .select('gegevens')
    .where('client_id', '=', client_id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return claims && { claims, gegevens: gegevens.filter((code) => code !== 'sub').toSorted() };
}

const GEEN_STOPS = { bekend: new Map(), onleesbaar: new Map() };

function dossierVan({ akte, partij, client: client_id, ontvanger, ronden, wet, aangesloten }: Wereld) {
  const inRonden = ontvanger === 'leverancier-toetsplatform' && akte === 'vlaamse-toetsen';
  return dossierschema.parse({
    ...voorbeelddossier({ client_id, partij, protocol: akte, integraties: aangesloten ? ['klasinformatie'] : [] }),
    ...(ontvanger === 'zelf' ? {} : { ontvanger }),
    ...(inRonden ? { vensters: ronden.map((ronde) => ({ naam: 'ronde', ...ronde })) } : {}),
    ...(wet && akte === 'vlaamse-toetsen' ? { wetgeving_van_kracht: { sinds: wet, vindplaats: 'proef' } } : {}),
  });
}

function alsRij({ leerling, plaatsen, samen, zichtbaar }: Wereld): Toegangsrij {
  const { klassen, toetsen, ...rest } = leerling;
  return { ...rest, inschrijvingen: plaatsen.map(alsInschrijving), scholen: samen, zichtbaar_in: zichtbaar };
}

function alsInschrijving({ velden, status, bevestigd, erkend, van, tot }: Plaats) {
  const { administratieve_groep_code: administratieve_groep = '', ...rest } = velden;
  return {
    ...rest,
    administratieve_groep,
    erkend,
    status,
    bevestigd,
    van,
    tot,
  } as Toegangsrij['inschrijvingen'][number];
}

/** What the code makes of a recipient's part, however that part is given. Classes do not matter here. */
export function maakDeel(akten: Protocollen, wereld: Wereld): Antwoord | undefined {
  const deel = deelIn(akten, wereld.akte, wereld.ontvanger);
  if (!deel) return undefined;
  const { toetsen, ...leerling } = wereld.leerling;
  const { claims, gegevens } = stelSamen({
    deel,
    bron: {
      ...leerling,
      klassen: [],
      toetsen: toetsen.map(({ toets, toetsmoment }) => ({ toets, toetsmoment })),
      inschrijvingen: wereld.plaatsen.map(alsInschrijving),
    },
    gevraagd: new Set(wereld.vraag),
    leerIdAlsLijst: false,
  });
  return { claims, gegevens: gegevens.toSorted() };
}

/** What one recipient of an act gets according to the code, in which form, and whether at each sign-in. */
export function deelVan(akten: Protocollen, akte: string, ontvanger: string): { deel: Deel; telkens: boolean } {
  const { gegevens = [], stromen = [] } = deelIn(akten, akte, ontvanger) ?? {};
  const vormen = gegevens.map(({ code, vorm, enkel_als }) => [code, enkel_als ? 'leeftijdsscholen' : vorm]);
  return { deel: Object.fromEntries(vormen), telkens: stromen.includes('bij_aanmelding') };
}

export function ontvangersVan(akten: Protocollen, akte: string): string[] {
  const protocol = akten.dossiers.find(({ naam }) => naam === akte)?.protocol;
  return protocol?.ontvangers.categorieen.map(({ id }) => id) ?? [];
}

function deelIn(akten: Protocollen, akte: string, ontvanger: string) {
  const protocol = akten.dossiers.find(({ naam }) => naam === akte)?.protocol;
  return protocol && deelVoorOntvanger(protocol, ontvanger === 'zelf' ? undefined : ontvanger);
}

/**
 * Whether an act is in force on this day, and whether data may move under it on this day. The two are
 * separate answers.
 */
export function tijdVan(akten: Protocollen, wereld: Wereld): [inWerking: boolean, levering: boolean] {
  const { dossiers, partijen } = inWereld(akten, wereld);
  const dossier = dossiers.find(({ naam }) => naam === wereld.akte);
  const dag = Temporal.PlainDate.from(wereld.dag);
  const deel = deelIn(akten, wereld.akte, 'zelf');
  if (!dossier || !deel) return [false, false];
  return [geldigheidOp(dossier, partijen, dag).in_werking, binnenVenster(deel, dag)];
}
