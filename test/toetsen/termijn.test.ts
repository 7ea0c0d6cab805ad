import { expect, test } from '@jest/globals';
import { deelVoorOntvanger, leesProtocollen } from '../../src/protocol/index.ts';
import { bewaringVanToetsen, type Toetsbewaring, voorbijOp } from '../../src/toetsen/termijn.ts';

/** A round of 3 May to 11 June 2027, under an act that wants all gone by 31 July (S3 art. 3). */
const RONDE: Toetsbewaring = {
  vensters: [{ naam: 'afname', van: '2027-05-03', tot: '2027-06-11' }],
  uiterlijk: ['07-31'],
};

/** A test in the morning of a Belgian day. */
function toets(dag: string, totDag = dag) {
  const om = (welke: string, uur: string) =>
    Temporal.ZonedDateTime.from(`${welke}T${uur}[Europe/Brussels]`).toInstant();
  return { van: om(dag, '09:00'), tot: om(totDag, '10:00') };
}

const voorbij = (moment: ReturnType<typeof toets>, vandaag: string, bewaring: readonly Toetsbewaring[] = [RONDE]) =>
  voorbijOp(Temporal.PlainDate.from(vandaag), bewaring)(moment);

test.each([
  ['on its own day', '2027-05-10', '2027-05-10', false],
  ['the day after, in the open window', '2027-05-10', '2027-05-11', false],
  ['on the last day of the window', '2027-05-10', '2027-06-11', false],
  ['the day after the window', '2027-05-10', '2027-06-12', true],
  ['of another round, in this window', '2027-02-10', '2027-05-11', true],
  ['of before the window, the day after', '2027-05-02', '2027-05-03', true],
  ['ahead, in no window yet', '2027-09-10', '2027-06-12', false],
])('a test is over when its window is: %s', (_, dag, vandaag, verwacht) => {
  expect(voorbij(toets(dag), vandaag)).toBe(verwacht);
});

test('without a window a test goes the day after its moment', () => {
  for (const bewaring of [[], [{ vensters: [], uiterlijk: ['07-31'] }]]) {
    expect(voorbij(toets('2027-05-10'), '2027-05-10', bewaring)).toBe(false);
    expect(voorbij(toets('2027-05-10'), '2027-05-11', bewaring)).toBe(true);
  }
});

test('a window of one dossier keeps nothing of a round of another, and one that holds it is enough', () => {
  const ander = { vensters: [{ naam: 'oefening', van: '2027-01-11', tot: '2027-01-22' }], uiterlijk: ['07-31'] };
  expect(voorbij(toets('2027-05-10'), '2027-05-11', [ander])).toBe(true);
  expect(voorbij(toets('2027-05-10'), '2027-05-11', [ander, RONDE])).toBe(false);
});

test('by 31 July all of before it is gone, whatever a dossier says, and what lies ahead with it', () => {
  const lang = { vensters: [{ naam: 'zomer', van: '2027-07-01', tot: '2028-06-30' }], uiterlijk: ['07-31'] };
  expect(voorbij(toets('2027-07-30'), '2027-07-30', [lang])).toBe(false);
  expect(voorbij(toets('2027-07-30'), '2027-07-31', [lang])).toBe(true);
  expect(voorbij(toets('2027-07-30', '2028-06-30'), '2027-08-01', [lang])).toBe(true);
  expect(voorbij(toets('2027-07-31'), '2027-07-31', [lang])).toBe(false);
  expect(voorbij(toets('2027-09-06'), '2028-05-06', [lang])).toBe(false);
});

test('a day is a Belgian one: a moment at midnight in June is of the day that begins', () => {
  const nacht = {
    van: Temporal.Instant.from('2027-06-11T22:00:00Z'),
    tot: Temporal.Instant.from('2027-06-11T22:30:00Z'),
  };
  expect(voorbij(nacht, '2027-06-12')).toBe(false);
  expect(voorbij(nacht, '2027-06-13')).toBe(true);
});

test('the windows are those of a dossier that may have tests, and the last day is that of the signed act', async () => {
  const { dossiers } = await leesProtocollen('config');
  const gezegd = dossiers.flatMap(({ protocol }) =>
    [undefined, ...(protocol?.ontvangers.categorieen ?? [])].flatMap((ontvanger) => {
      const deel = protocol && deelVoorOntvanger(protocol, ontvanger?.id, RONDE.vensters);
      const vensters = deel && bewaringVanToetsen([{ protocol, deel }]).flatMap((een) => een.vensters);
      return vensters?.length ? [`${protocol?.protocol} ${ontvanger?.id}`] : [];
    }),
  );
  expect(gezegd).toEqual(['vlaamse-toetsen leverancier-toetsplatform']);
  const protocol = dossiers.find(({ naam }) => naam === 'vlaamse-toetsen')?.protocol;
  const deel = protocol && deelVoorOntvanger(protocol, 'leverancier-toetsplatform', RONDE.vensters);
  expect(protocol && deel && bewaringVanToetsen([{ protocol, deel }])).toEqual([RONDE]);
});
