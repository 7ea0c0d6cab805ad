import fc from 'fast-check';
import { type Kind, type Plaats, RONDEN, SCHOLEN, TOETSEN, type Wereld } from './akten_feiten.ts';
import { AKTEN } from './akten_orakel.ts';
import { CLAIM_VAN } from './orakel.ts';

/** Any pupil at any door on any day, and often exactly at a limit that an act or a school set. */

const PARTIJEN = ['dov', 'smartbit', 'meemoo', 'agodi', 'vreemde'];
const CLAIMS = [...Object.values(CLAIM_VAN).map(([claim]) => claim), 'ov_inschrijvingen', 'name'];
const ONZIN = ['insz', 'sub', 'naam', 'constructor'];

const na = (dag: string, dagen: number) => String(Temporal.PlainDate.from(dag).add({ days: dagen }));
/** Near a day: the one before, itself, and the one after. */
const rond = (...dagen: string[]) =>
  fc.tuple(fc.constantFrom(...dagen), fc.integer({ min: -1, max: 1 })).map(([dag, af]) => na(dag, af));
const gewogen = <T>(...delen: [weight: number, arbitrary: fc.Arbitrary<T>][]) =>
  fc.oneof(...delen.map(([weight, arbitrary]) => ({ weight, arbitrary })));
const ergens = fc.integer({ min: 0, max: 2400 }).map((dagen) => na('2021-06-01', dagen));

const klassen = fc.subarray(
  SCHOLEN.flatMap((school) => [
    { school, klas: '1A', subklas: null },
    { school, klas: '1B', subklas: 'b' },
  ]),
  { minLength: 8 },
);
const kind: fc.Arbitrary<Kind> = fc
  .record({
    id: fc.uuid({ version: 4 }),
    klassen,
    toetsen: gewogen([3, fc.subarray([...TOETSEN], { minLength: 4 })], [1, fc.subarray([...TOETSEN])]),
    vroeg: fc.constantFrom(true, true, false),
    uit: fc.constantFrom(false, false, true),
  })
  .map(({ id, klassen, toetsen, vroeg, uit }) => ({
    id,
    toetsen,
    klassen: klassen.map((een) => ({
      ...een,
      van: vroeg ? '2021-09-01' : '2025-05-12',
      tot: uit ? '2025-06-30' : null,
    })),
  }));

/** Pupils as the register holds them: the same in every run. */
export const KINDEREN: readonly Kind[] = fc.sample(kind, { numRuns: 40, seed: 20_231_115 });

/** Schools that agreed with this text after it was signed. */
const SPREKEND = SCHOLEN.filter(({ nummer }) => ['100001', '100003', '100007'].includes(nummer));

const NIVEAUS = { kleuter: ['111', '121'], lager: ['211', '221'], secundair: ['311', '312', '315'], hoger: ['411'] };

function plaats(dag: string): fc.Arbitrary<Plaats> {
  return fc
    .record({
      school: fc.constantFrom(...SCHOLEN, ...SPREKEND, ...SPREKEND),
      niveau: fc.constantFrom<Plaats['niveau']>(
        'kleuter',
        'kleuter',
        'lager',
        'lager',
        'secundair',
        'secundair',
        'secundair',
        'hoger',
      ),
      soort: fc.nat({ max: 2 }),
      nummer: fc.nat({ max: 5 }),
      status: gewogen(
        [8, fc.constantFrom('gerealiseerd', 'parallel')],
        [1, fc.constantFrom('uitgesteld', 'niet_gerealiseerd', 'aanmelding')],
      ),
      anders: gewogen([6, fc.constant(false)], [1, fc.constant(true)]),
      bevestigd: gewogen([8, fc.constant(true)], [1, fc.constant(false)]),
      van: gewogen([8, fc.integer({ min: -300, max: -1 })], [1, fc.integer({ min: -1, max: 1 })]),
      tot: gewogen([8, fc.constant(null)], [1, fc.nat({ max: 200 })], [2, fc.integer({ min: -1, max: 1 })]),
    })
    .map(({ soort, nummer, van, tot, anders, ...een }) => {
      const codes = NIVEAUS[een.niveau];
      return {
        ...een,
        erkend: een.school.erkend !== anders,
        van: na(dag, van),
        tot: tot === null ? null : na(dag, Math.max(van, tot)),
        velden: {
          administratieve_groep_code: `groep-${nummer}`,
          administratieve_groep_omschrijving: `omschrijving-${nummer}`,
          hoofdstructuur: codes[soort % codes.length] ?? '',
          instellingsnummer: een.school.nummer,
          stamnummer: `stamnummer-${nummer}`,
          vestigingsplaats: `0${nummer}`,
        },
      };
    });
}

const leerling = fc.record({
  kind: fc.constantFrom(...KINDEREN),
  voornaam: fc.constantFrom('Noor', 'Yuna'),
  naam: fc.constantFrom('Peeters', 'El Idrissi'),
  geboortedag: fc.option(fc.integer({ min: 1, max: 31 })),
  geboortemaand: fc.option(fc.integer({ min: 1, max: 12 })),
  geboortejaar: fc.option(fc.integer({ min: 2004, max: 2021 })),
  email: fc.option(fc.constant('noor@example.org'), { freq: 2 }),
  leer_id_uuid: fc.option(fc.uuid({ version: 4 }), { freq: 2 }),
  account_uuid: fc.uuid({ version: 4 }),
  historiek_account_uuid: fc.subarray(['oud-1', 'oud-2']),
});

/** Days that suit the act: its own limits, those of rounds, schools and classes, and any other day. */
function dagVoor(akte: string) {
  const { eerste = '', laatste = eerste } = AKTEN[akte] ?? {};
  const rondes = RONDEN.flatMap(({ van, tot }) => [van, tot]);
  const klas = ['2024-07-17', '2025-05-12', '2025-06-30'];
  const inRonde = fc.constantFrom('2025-05-20', '2025-10-08', '2023-09-20', '2026-05-19');
  return gewogen(
    [akte === 'toekomst' ? 2 : 4, rond(eerste, laatste)],
    [akte === 'vlaamse-toetsen' ? 12 : 0, rond(...rondes)],
    [akte === 'vlaamse-toetsen' ? 8 : 0, inRonde],
    [akte === 'toekomst' ? 8 : 1, rond(...klas)],
    [akte === 'toekomst' ? 8 : 4, fc.integer({ min: 0, max: 1000 }).map((dagen) => na('2024-07-20', dagen))],
    [2, ergens],
  );
}

/**
 * Mostly long ago, so that the act's own days decide. Sometimes around the first day, around today, or never.
 */
function handtekening(akte: string, dag: string) {
  return gewogen<string | undefined>(
    [akte === 'klasinformatie' ? 8 : 20, fc.constant('2021-01-04')],
    [1, rond(AKTEN[akte]?.eerste ?? dag)],
    [2, rond(dag)],
    [1, fc.constant(undefined)],
  );
}

function handtekeningen(akte: string, dag: string) {
  const wie = AKTEN[akte]?.tekenaars ?? [];
  return fc.record(Object.fromEntries(wie.map((partij) => [partij, handtekening(akte, dag)])));
}

const einde = (dag: string, zelden = 8) =>
  gewogen<string | undefined>([zelden, fc.constant(undefined)], [1, rond(dag)]);

const ingang = gewogen(
  [3, fc.constant('smartschool')],
  [3, fc.constant('archief-voor-onderwijs')],
  [6, fc.constant('vlaamse-toetsen')],
  [8, fc.constant('toekomst')],
  [2, fc.constantFrom('klasinformatie', 'zieke-kinderen')],
).chain((akte) => {
  const { partij = 'dov', toepassing = 'toepassing', telkens = [], krijgt = {} } = AKTEN[akte] ?? {};
  return fc.record({
    akte: fc.constant(akte),
    dag: dagVoor(akte),
    partij: gewogen([12, fc.constant(partij)], [1, fc.constantFrom(...PARTIJEN)]),
    client: gewogen(
      [12, fc.constant(toepassing)],
      [1, fc.constantFrom('smartschool', 'archief-voor-onderwijs', 'reclame')],
    ),
    ontvanger: gewogen(
      [6, fc.constantFrom(...telkens, ...(telkens.length ? [] : ['zelf']))],
      [1, fc.constantFrom(...Object.keys(krijgt), 'zelf', 'niemand')],
    ),
  });
});

const scholen = gewogen([5, fc.constant(SCHOLEN)], [1, fc.subarray([...SCHOLEN])]).map((een) =>
  een.map(({ nummer }) => nummer),
);

export const wereld: fc.Arbitrary<Wereld> = ingang.chain((een) => {
  const { akte, dag } = een;
  return fc
    .record({
      uur: fc.constantFrom('00:05', '16:01:30', '23:50'),
      getekend: handtekeningen(akte, dag),
      gestopt: einde(dag),
      s2: fc.record({ getekend: handtekeningen('klasinformatie', dag), gestopt: einde(dag, 4) }),
      wet: gewogen<string | undefined>([8, fc.constant('2023-09-01')], [2, rond(dag)], [1, fc.constant(undefined)]),
      ronden: gewogen([4, fc.constant(RONDEN.slice(0, -1))], [1, fc.subarray([...RONDEN])]),
      aangesloten: gewogen([6, fc.constant(true)], [1, fc.constant(false)]),
      leerling,
      plaatsen: gewogen(
        [12, fc.array(plaats(dag), { minLength: 1, maxLength: 3, size: 'max' })],
        [1, fc.constant<Plaats[]>([])],
      ),
      samen: scholen,
      zichtbaar: scholen,
      vraag: gewogen([5, fc.constant(CLAIMS)], [1, fc.subarray([...CLAIMS, ...ONZIN])]),
    })
    .map(({ uur, leerling: { kind, ...rest }, ...anders }) => ({
      ...een,
      ...anders,
      nu: String(Temporal.PlainDateTime.from(`${dag}T${uur}`).toZonedDateTime('Europe/Brussels').toInstant()),
      leerling: { ...kind, ...rest },
      ronden: anders.ronden.map((ronde) => ({ ...ronde })),
    }));
});

/** Days around the edges of each act alike, whoever asks. */
export const tijd: fc.Arbitrary<Wereld> = fc.constantFrom(...Object.keys(AKTEN)).chain((akte) =>
  dagVoor(akte).chain((dag) => {
    const rest = fc.record({ getekend: handtekeningen(akte, dag), gestopt: einde(dag) });
    return fc.tuple(wereld, rest).map(([een, anders]) => ({ ...een, ...anders, akte, dag }));
  }),
);
