import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { actieveInschrijvingen, isActief } from '../../../src/register/index.ts';
import { maakRegister, type Register } from '../../opzet/register/maak_register.ts';
import { insz, type Regel, regel, zonderInsz } from '../../opzet/register/nachten.ts';
import { voorbeeldinschrijving } from '../../opzet/register/voorbeeldinschrijving.ts';

/** First and last days, as deliveries bring them and as the gate then reads them. */

let register: Register;
beforeAll(async () => {
  register = await maakRegister();
});
beforeEach(() => register.maakLeeg());
afterAll(() => register.weg());

const levering = (schooljaar: string, peildatum: string, ...inschrijvingen: Regel[]) =>
  register.laad({ peildatum, inschrijvingen, manifest: { schooljaar } });

/** Where the first pupil is enrolled on a day: schools and groups. */
async function waar(dag: string): Promise<string[]> {
  const velden = ['i.instellingsnummer', 'i.administratieve_groep', 'i.status', 'i.van', 'i.tot'] as const;
  const vandaag = Temporal.PlainDate.from(dag);
  const rijen = await register.db
    .selectFrom('inschrijvingen as i')
    .innerJoin('leerlingen as l', 'l.id', 'i.leerling_id')
    .select(velden)
    .where('voornaam', '=', 'Kind b')
    .orderBy('i.id')
    .execute();
  const actief = rijen.filter((een) => isActief({ ...voorbeeldinschrijving(), ...een }, vandaag, 0));
  const volgensSql = await actieveInschrijvingen(register.db, vandaag)
    .innerJoin('leerlingen as l', 'l.id', 'i.leerling_id')
    .select(velden)
    .where('voornaam', '=', 'Kind b')
    .orderBy('i.id')
    .execute();
  expect(volgensSql).toEqual(actief);
  return actief.map((een) => `${een.instellingsnummer}/${een.administratieve_groep}`);
}

const vorigJaar = { stamnummer: '2500001', van: '2025-09-01' };

test.each([
  ['2026-07-01', '2026-08-31'],
  ['2026-08-25', '2026-08-31'],
  ['2026-08-25', ''],
  ['2026-09-01', '2026-08-31'],
  ['2026-09-01', ''],
])('the new school year, delivered on %s, leaves the old one alone that ends "%s"', async (peildatum, tot) => {
  await levering('2025-2026', '2026-06-30', regel(1, { ...vorigJaar, tot }));
  const nieuw = regel(1, { instellingsnummer: '990002' });
  await levering('2026-2027', peildatum, nieuw);
  expect(await waar('2026-08-31')).toEqual(['990001/4064']);
  expect(await waar('2026-09-01')).toEqual(['990002/4064']);
  expect(await levering('2026-2027', '2026-09-02', nieuw)).toMatchObject({ ongewijzigd: 1, beeindigd: 0 });
  expect(await waar('2026-08-31')).toEqual(['990001/4064']);
  expect(await waar('2026-09-01')).toEqual(['990002/4064']);
});

test.each([
  ['2026-08-25', '2026-08-31'],
  ['2026-08-25', ''],
  ['2026-09-01', ''],
  ['2026-09-05', ''],
])(
  'the new school year in the same school and group, delivered on %s, follows the old one that ends "%s"',
  async (dag, tot) => {
    await levering('2025-2026', '2026-06-30', regel(1, { ...vorigJaar, tot }));
    await levering('2026-2027', dag, regel(1, { ...vorigJaar, van: '2026-09-01', tot: '' }));
    expect((await register.inschrijvingen()).map((een) => [een.van, een.tot])).toEqual([
      ['2025-09-01', '2026-08-31'],
      ['2026-09-01', null],
    ]);
  },
);

test('on 1 September nobody has to overrule the load; a delivery that half of the pupils are missing from is refused all the same', async () => {
  const klas = Array.from({ length: 50 }, (_, i) =>
    regel(i + 1, { ...vorigJaar, stamnummer: `${2500001 + i}`, tot: '' }),
  );
  await levering('2025-2026', '2026-06-30', ...klas);
  const verder = klas.map((een) => ({ ...een, van: '2026-09-01' }));
  await expect(levering('2026-2027', '2026-09-01', ...verder.slice(25))).rejects.toMatchObject({
    code: 'te_veel_einden',
  });
  // One line for which nobody can be found: nothing ends that night, and the next day the others are not new
  // any more.
  const onleesbaar = regel(99, { instellingsnummer: 'x' });
  expect(await levering('2026-2027', '2026-09-01', ...verder, onleesbaar)).toMatchObject({
    toegevoegd: 50,
    beeindigd: 0,
  });
  expect(await levering('2026-2027', '2026-09-02', ...verder)).toMatchObject({ ongewijzigd: 50, beeindigd: 50 });
  const laatste = (await register.inschrijvingen()).filter((een) => een.van < '2026-09-01').map((een) => een.tot);
  expect(laatste).toEqual(Array(50).fill('2026-08-31'));
});

test.each(['2026-08-30', '2026-09-01'])('a first day around 1 September that is corrected to %s', async (van) => {
  await levering('2026-2027', '2026-09-10', regel(1, { van: '2026-08-31' }));
  await levering('2026-2027', '2026-11-22', regel(1, { van }));
  expect((await register.inschrijvingen()).map((een) => een.van)).toEqual([van]);
});

test.each(['2027-08-31', ''])(
  'a last delivery of the old school year in autumn ends nothing of the new one: "%s"',
  async (tot) => {
    const oud = regel(1, { ...vorigJaar, tot: '2026-08-31' });
    await levering('2026-2027', '2026-09-01', oud, regel(1, { tot }));
    expect(await levering('2025-2026', '2026-09-15', oud)).toMatchObject({ beeindigd: 0 });
    expect(await waar('2026-09-20')).toEqual(['990001/4064']);
  },
);

test('a line of last year that is delivered every night does not speak for the pupil again', async () => {
  const oud = regel(1, { ...vorigJaar, tot: '2026-06-30', email: 'oud@school.example' });
  const nieuw = regel(1, { administratieve_groep: '13560', email: 'nieuw@school.example' });
  await levering('2026-2027', '2026-09-10', oud, nieuw);
  expect(await levering('2026-2027', '2026-09-11', oud, nieuw)).toMatchObject({ ongewijzigd: 2 });
  expect(await register.db.selectFrom('leerlingen').select('email').execute()).toEqual([
    { email: 'nieuw@school.example' },
  ]);
});

test('an enrolment of the new year that is withdrawn before it began never was', async () => {
  await levering('2026-2027', '2026-08-25', regel(1), regel(1, { instellingsnummer: '990002' }));
  expect(await levering('2026-2027', '2026-08-26', regel(1))).toMatchObject({ beeindigd: 1 });
  expect(await register.inschrijvingen()).toHaveLength(1);
  expect(await waar('2026-09-01')).toEqual(['990001/4064']);
});

test('in two schools at once, and parallel in one', async () => {
  await register.nacht(
    regel(1),
    regel(1, { instellingsnummer: '990002', stamnummer: '2600077' }),
    regel(1, { administratieve_groep: '13560', status: 'parallel' }),
  );
  expect((await waar('2026-11-23')).sort()).toEqual(['990001/13560', '990001/4064', '990002/4064']);
});

test('moved: one day here, the next day there', async () => {
  await register.nacht(regel(1));
  const verslag = await register.nacht(
    regel(1, { tot: '2026-11-22' }),
    regel(1, { instellingsnummer: '990002', van: '2026-11-23' }),
  );
  expect(verslag).toMatchObject({ toegevoegd: 1, gewijzigd: 1, beeindigd: 0 });
  expect(await waar('2026-11-22')).toEqual(['990001/4064']);
  expect(await waar('2026-11-23')).toEqual(['990002/4064']);
});

test('moved without a word: the old school falls silent', async () => {
  await register.nacht(regel(1));
  await register.nacht(regel(1, { instellingsnummer: '990002', van: '2026-11-23' }));
  expect(await waar('2026-11-22')).toEqual(['990001/4064']);
  expect(await waar('2026-11-23')).toEqual(['990002/4064']);
});

test('a toddler who comes later: no stamnummer, not in, until the enrolment is real and its day is there', async () => {
  const peuter = (anders: Regel) =>
    regel(1, {
      geboortedatum: '2024-08-20',
      insz: '',
      stamnummer: '',
      van: '2027-02-22',
      hoofdstructuur: '111',
      ...anders,
    });
  await register.nacht(peuter({ status: 'uitgesteld' }));
  const [eerst] = await register.inschrijvingen();
  expect(await waar('2027-02-22')).toEqual([]);
  await register.nacht(peuter({ status: 'aanmelding' }));
  expect(await waar('2027-02-22')).toEqual([]);
  expect(await register.nacht(peuter({ status: 'gerealiseerd', stamnummer: '2700001' }))).toMatchObject({
    gewijzigd: 1,
  });
  expect(await register.inschrijvingen()).toMatchObject([{ id: eerst?.id, stamnummer: '2700001' }]);
  expect(await waar('2027-02-21')).toEqual([]);
  expect(await waar('2027-02-22')).toEqual(['990001/4064']);
});

test('an application that is not delivered any more is gone, and one that is refused as a line is not', async () => {
  const voorlopig = (nummer: number) => zonderInsz(nummer, { stamnummer: '', status: 'aanmelding', van: '2027-01-07' });
  await register.nacht(regel(9), voorlopig(1), voorlopig(2));
  await register.nacht(regel(9), voorlopig(1));
  expect(await register.inschrijvingen()).toHaveLength(2);
  const verslag = await register.nacht(regel(9), { ...voorlopig(1), geboortedatum: 'onbekend' });
  expect(verslag).toMatchObject({ geweigerd: 1, beeindigd: 0 });
  expect(await register.inschrijvingen()).toHaveLength(2);
});

test('an enrolment that returns, with its own first day or with another', async () => {
  await register.nacht(regel(1), regel(2));
  await register.nacht(regel(2));
  expect(await waar('2026-11-23')).toEqual([]);
  await register.nacht(regel(1), regel(2));
  expect(await waar('2026-11-24')).toEqual(['990001/4064']);
  await register.nacht(regel(2));
  await register.nacht(regel(2), regel(1, { van: '2026-11-27' }));
  expect(await waar('2026-11-24')).toEqual(['990001/4064']);
  expect(await waar('2026-11-26')).toEqual([]);
  expect(await waar('2026-11-27')).toEqual(['990001/4064']);
});

test.each(['2026-08-24', '2026-09-15', '2026-12-01'])('a first day that is corrected to %s', async (van) => {
  await register.nacht(regel(1));
  await register.nacht(regel(1, { van }));
  expect(await register.inschrijvingen()).toMatchObject([{ van, tot: '2027-08-31' }]);
});

test('another group: the stamnummer stays, the day before is the last one', async () => {
  await register.nacht(regel(1));
  await register.nacht(
    regel(1, { tot: '2026-11-22' }),
    regel(1, { administratieve_groep: '13560', van: '2026-11-23' }),
  );
  expect(await waar('2026-11-22')).toEqual(['990001/4064']);
  expect(await waar('2026-11-23')).toEqual(['990001/13560']);
  expect(new Set((await register.inschrijvingen()).map((een) => een.stamnummer))).toEqual(new Set(['2600001']));
});

test('identified in the night of the move: the days are those of the lines', async () => {
  await register.nacht(zonderInsz(1));
  await register.nacht(
    regel(1, { tot: '2026-11-22' }),
    regel(1, { insz: insz(1), instellingsnummer: '990002', van: '2026-11-23' }),
  );
  expect(await waar('2026-11-22')).toEqual(['990001/4064']);
  expect(await waar('2026-11-23')).toEqual(['990002/4064']);
});
