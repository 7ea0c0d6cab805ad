import { isDeepStrictEqual } from 'node:util';
import type { Plaats, School, Wereld } from './akten_feiten.ts';
import { AKTEN, type Antwoord, belofte } from './akten_orakel.ts';

/** The corners that a world reaches. A promise that was never put to the test is empty. */

const ALLE = ['100001', '100002', '100003', '100004', '100005', '100006', '100007'];
const OOIT = Object.fromEntries(['dov', 'smartbit', 'meemoo', 'agodi'].map((partij) => [partij, '2021-01-04']));
const GOED = { op: '2024-07-17T14:01:01Z', gestopt: false, dezeTekst: true };

const plaatsen = (een: Wereld, anders: Partial<Plaats>) => ({
  plaatsen: een.plaatsen.map((plaats) => ({ ...plaats, ...anders })),
});
const scholen = (een: Wereld, wijzig: (school: School) => School) => ({
  plaatsen: een.plaatsen.map((plaats) => ({ ...plaats, school: wijzig(plaats.school) })),
  leerling: {
    ...een.leerling,
    klassen: een.leerling.klassen.map((klas) => ({ ...klas, school: wijzig(klas.school) })),
  },
});
const woorden = (een: Wereld, wijzig: (woord: NonNullable<School['woord']>) => School['woord']) =>
  scholen(een, ({ woord, ...school }) => ({ ...school, ...(woord ? { woord: wijzig(woord) ?? woord } : {}) }));

function erkend(een: Wereld, wijzig: (school: School) => School, gelezen?: boolean) {
  const anders = scholen(een, wijzig);
  return { ...anders, plaatsen: anders.plaatsen.map((plaats) => ({ ...plaats, erkend: gelezen ?? plaats.erkend })) };
}

/** One fact corrected. Where more leaves with the correction, that fact alone had kept it in. */
const HERSTEL: Record<string, (een: Wereld) => Partial<Wereld>> = {
  'a signature is not there': () => ({ getekend: OOIT }),
  'the act was ended': () => ({ gestopt: undefined }),
  'another party asks': ({ akte }) => ({ partij: AKTEN[akte]?.partij ?? '' }),
  'another application asks': ({ akte, client }) => ({ client: AKTEN[akte]?.toepassing ?? client }),
  'another recipient asks': ({ akte }) => ({ ontvanger: AKTEN[akte]?.telkens.at(-1) ?? '' }),
  'not of this education': (een) => plaatsen(een, { niveau: 'lager' }),
  'not realised': (een) => plaatsen(een, { status: 'gerealiseerd' }),
  'not confirmed': (een) => plaatsen(een, { bevestigd: true }),
  'not begun': (een) => plaatsen(een, { van: '2020-01-01' }),
  over: (een) => plaatsen(een, { tot: null }),
  'no agreement with the school': () => ({ samen: ALLE }),
  'not visible': () => ({ zichtbaar: ALLE }),
  'a draft of a law': () => ({ wet: '2020-01-01' }),
  'no round, or one past 31 July': ({ dag }) => ({ ronden: [{ van: dag, tot: `${dag.slice(0, 4)}-07-31` }] }),
  'no test': ({ leerling, dag }) => ({
    leerling: { ...leerling, toetsen: [{ toets: 'T', dagen: [dag, dag], toetsmoment: { van: dag, tot: dag } }] },
  }),
  'the class is not built in': () => ({ aangesloten: true }),
  'S2 is not signed': (een) => ({ s2: { ...een.s2, getekend: OOIT } }),
  'S2 was ended': (een) => ({ s2: { ...een.s2, gestopt: undefined } }),
  'no word of the school': (een) => scholen(een, (school) => ({ ...school, woord: school.woord ?? GOED })),
  'a word from before the stamp': (een) => woorden(een, (woord) => (woord.op < GOED.op ? GOED : undefined)),
  'a word of later': (een) => woorden(een, (woord) => (woord.op > een.nu ? GOED : undefined)),
  'a word that was taken back': (een) => woorden(een, (woord) => ({ ...woord, gestopt: false })),
  'a word on another text': (een) => woorden(een, (woord) => ({ ...woord, dezeTekst: true })),
  'a school that is not recognised': (een) => erkend(een, (school) => ({ ...school, erkend: true }), true),
  'a school that lost its recognition just now': (een) => erkend(een, (school) => ({ ...school, erkend: true })),
  'a school that had no recognition a moment ago': (een) => erkend(een, (school) => school, true),
  'a class of another time': ({ leerling }) => ({
    leerling: {
      ...leerling,
      klassen: leerling.klassen.map((klas) => ({ ...klas, van: '2020-01-01', tot: null })),
    },
  }),
};

/** The first and last days that an act, or its signatures, allow, if something leaves on them. */
function dagen({ akte, dag, getekend, gestopt, ronden, wet }: Wereld, antwoord: Antwoord | undefined): string[] {
  const open = antwoord ? 'open' : 'shut';
  const morgen = String(Temporal.PlainDate.from(dag).add({ days: 1 }));
  const ronde = akte === 'vlaamse-toetsen' && antwoord;
  return [
    ...(AKTEN[akte]?.eerste === dag ? [`${akte}: first day, ${open}`] : []),
    ...(AKTEN[akte]?.eerste === morgen ? [`${akte}: day before, ${open}`] : []),
    ...(antwoord && Object.values(getekend).includes(dag) ? ['signed today'] : []),
    ...(antwoord && gestopt === morgen ? ['ended tomorrow'] : []),
    ...(ronde && ronden.some(({ van }) => van === dag) ? ['first day of a round'] : []),
    ...(ronde && ronden.some(({ tot }) => tot === dag) ? ['last day of a round'] : []),
    ...(ronde && wet === dag ? ['law of today'] : []),
  ];
}

/** The corners that this world reaches for the first time. */
export function nieuweHoeken(wereld: Wereld, bekend: ReadonlySet<string>): string[] {
  const antwoord = belofte(wereld);
  const beslist = Object.entries(HERSTEL)
    .filter(
      ([naam, herstel]) =>
        !bekend.has(naam) && !isDeepStrictEqual(belofte({ ...wereld, ...herstel(wereld) }), antwoord),
    )
    .map(([naam]) => naam);
  const { gegevens = [] } = antwoord ?? {};
  const sleutel = wereld.akte === 'vlaamse-toetsen' ? gegevens.filter((code) => /_uuid$/.test(code)) : [];
  return [
    ...beslist,
    ...dagen(wereld, antwoord),
    ...(antwoord ? [`${wereld.akte} as ${wereld.ontvanger}`] : []),
    ...(antwoord && gegevens.length === 0 ? ['nothing but sub'] : []),
    ...(gegevens.includes('klasinformatie') ? ['a class leaves'] : []),
    ...sleutel.map((code) => `a test platform gets ${code}`),
  ];
}

const OPEN = Object.entries(AKTEN).filter(([, { partij }]) => partij);

/** All that has to be reached. */
export const HOEKEN: readonly string[] = [
  ...Object.keys(HERSTEL),
  ...OPEN.flatMap(([akte, { telkens }]) => telkens.map((ontvanger) => `${akte} as ${ontvanger}`)),
  ...OPEN.flatMap(([akte]) => [`${akte}: first day, open`, `${akte}: day before, shut`]),
  ...['signed today', 'ended tomorrow', 'first day of a round', 'last day of a round', 'law of today'],
  ...['nothing but sub', 'a class leaves', 'a test platform gets leer_id_uuid', 'a test platform gets account_uuid'],
];
