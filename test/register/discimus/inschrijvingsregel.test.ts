import { describe, expect, test } from '@jest/globals';
import { KOLOMMEN } from '../../../src/register/discimus/lezen/leveringskolommen.ts';
import { geldigeRegel, insz, type Voorbeeldregel } from '../../opzet/register/voorbeeldregels.ts';
import { ontleed, oordeel } from './lees.ts';

const met = (anders: Partial<Voorbeeldregel>) => oordeel(geldigeRegel(0, anders));
const gelezen = (anders: Partial<Voorbeeldregel>) => {
  const { goed, uitval } = ontleed('inschrijvingen', geldigeRegel(0, anders));
  expect(uitval).toEqual([]);
  return goed[0];
};

test('a line becomes typed values', () => {
  const regel = geldigeRegel(0, { geboortedatum: '2008-01-01', vestigingsplaats: '07', tot: '2027-08-31' });
  expect(ontleed('inschrijvingen', regel)).toEqual({
    uitval: [],
    goed: [
      {
        regel: 1,
        insz: regel.insz,
        insz_soort: 'rijksregister',
        unieke_persoon: 'UP-0',
        geregistreerde_persoon: null,
        voornaam: 'Noor',
        naam: 'Peeters',
        geboortejaar: 2008,
        geboortemaand: 1,
        geboortedag: 1,
        email: 'leerling0@school.example',
        instellingsnummer: '100000',
        vestigingsplaats: 7,
        administratieve_groep: '1000',
        hoofdstructuur: '111',
        stamnummer: '2600000',
        status: 'gerealiseerd',
        van: '2026-09-01',
        tot: '2027-08-31',
      },
    ],
  });
});

test('what may be empty, may', () => {
  const leeg = {
    insz: '',
    geboortedatum: '',
    email: '',
    stamnummer: '',
    tot: '',
  };
  expect(gelezen({ ...leeg, status: 'aanmelding' })).toMatchObject({
    insz: null,
    insz_soort: null,
    geboortejaar: null,
    geboortemaand: null,
    geboortedag: null,
    email: null,
    stamnummer: null,
    tot: null,
  });
});

describe('INSZ', () => {
  test.each([
    ['of 1993, with its own check digits', { insz: '93051822361', geboortedatum: '1993-05-18' }, 'rijksregister'],
    ['of 2000, with a 2 before it', { insz: '00012556777', geboortedatum: '2000-01-25' }, 'rijksregister'],
    ['of a century that nobody tells', { insz: '93051822361', geboortedatum: '' }, 'rijksregister'],
    ['BIS, month raised by 20', { insz: insz(2012, 3, 4, 5, 20), geboortedatum: '2012-03-04' }, 'bis'],
    ['BIS, month raised by 40', { insz: insz(2012, 12, 4, 5, 40), geboortedatum: '2012-12-04' }, 'bis'],
    ['with an unknown month and day', { insz: insz(2012, 0, 0, 5), geboortedatum: '2012-00-00' }, 'rijksregister'],
  ])('%s', (_, anders, insz_soort) => {
    expect(gelezen(anders)).toMatchObject({ insz: anders.insz, insz_soort });
  });

  test.each([
    ['93051822360', '1993-05-18', 'insz_controlegetal'],
    ['00012556778', '2000-01-25', 'insz_controlegetal'],
    ['93051822361', '2010-05-18', 'insz_eeuw'],
    ['00012556777', '1999-01-25', 'insz_eeuw'],
    ['93.05.18-223.61', '1993-05-18', 'insz_vorm'],
    ['9305182236', '1993-05-18', 'insz_vorm'],
    ['٩٣٠٥١٨٢٢٣٦١', '1993-05-18', 'insz_vorm'],
    [insz(2012, 13, 4, 5), '2012-03-04', 'insz_maand'],
    [insz(2012, 33, 4, 5), '2012-03-04', 'insz_maand'],
    [insz(2012, 53, 4, 5), '2012-03-04', 'insz_maand'],
  ])('%s, born %s: %s', (getal, geboortedatum, code) => {
    expect(met({ insz: getal, geboortedatum })).toEqual([`insz: ${code}`]);
  });
});

describe('keys', () => {
  test('one of the three is enough', () => {
    const geen = { insz: '', unieke_persoon: '', geregistreerde_persoon: '' };
    expect(met(geen)).toEqual(['null: sleutel_ontbreekt']);
    expect(met({ ...geen, geregistreerde_persoon: 'g-1' })).toEqual([]);
  });

  test.each(['a b', 'x'.repeat(41), 'é', 'a;b', '-\n'])('%j is none', (unieke_persoon) => {
    expect(met({ unieke_persoon })).toEqual(['unieke_persoon: sleutel_vorm']);
  });
});

describe('names', () => {
  test('are NFC, without spaces around them', () => {
    expect(gelezen({ voornaam: '\u00a0Zoe\u0308 ', naam: ' Peeters' })).toMatchObject({
      voornaam: 'Zoë',
      naam: 'Peeters',
    });
  });

  test.each([
    ['empty', '', 'leeg'],
    ['a space', ' ', 'leeg'],
    ['nothing to see', '\u200d\u200c', 'leeg'],
    ['NUL', 'An\0', 'verboden_tekens'],
    ['a line break', 'An\nan', 'verboden_tekens'],
    ['a control of the eighties', 'An\u0085', 'verboden_tekens'],
    ['half a surrogate', 'An\ud800', 'verboden_tekens'],
    ['right to left override', 'An\u202e', 'verboden_tekens'],
    ['an isolate', '\u2066An', 'verboden_tekens'],
    ['a zero width space', 'A\u200bn', 'verboden_tekens'],
    ['201 characters', 'x'.repeat(201), 'te_lang'],
    ['201 characters outside the first plane', '𝒳'.repeat(201), 'te_lang'],
  ])('%s is none', (_, voornaam, code) => {
    expect(met({ voornaam })).toEqual([`voornaam: ${code}`]);
  });

  test.each(['x'.repeat(200), '𝒳'.repeat(200), "D'Hondt-Ünal", 'میترا\u200cالسادات', '李', '-'])(
    '%s is one',
    (voornaam) => {
      expect(gelezen({ voornaam })).toMatchObject({ voornaam });
    },
  );
});

describe('birth date', () => {
  const zonder = { insz: '' };
  test.each([
    ['2012-02-29', [2012, 2, 29]],
    ['2012-06-00', [2012, 6, null]],
    ['2012-00-00', [2012, null, null]],
  ])('%s', (geboortedatum, [geboortejaar, geboortemaand, geboortedag]) => {
    expect(gelezen({ ...zonder, geboortedatum })).toMatchObject({ geboortejaar, geboortemaand, geboortedag });
  });

  test.each([
    ['2011-02-29', 'datum_bestaat_niet'],
    ['1900-02-29', 'datum_bestaat_niet'],
    ['2012-13-01', 'datum_bestaat_niet'],
    ['2012-04-31', 'datum_bestaat_niet'],
    ['2012-00-07', 'geboortedatum_onvolledig'],
    ['1899-12-31', 'datum_buiten_bereik'],
    ['2028-01-01', 'geboren_na_schooljaar'],
    ['01/02/2012', 'datum_vorm'],
    ['2012-1-1', 'datum_vorm'],
    ['2012-01-01T00:00', 'datum_vorm'],
  ])('%s: %s', (geboortedatum, code) => {
    expect(met({ ...zonder, geboortedatum })).toEqual([`geboortedatum: ${code}`]);
  });
});

describe('enrolment', () => {
  test.each<[Partial<Voorbeeldregel>, string]>([
    [{ email: 'noor' }, 'email: email_vorm'],
    [{ email: `${'x'.repeat(250)}@a.be` }, 'email: email_vorm'],
    [{ email: 'noor@school' }, 'email: email_vorm'],
    [{ email: 'a@b.be, c@d.be' }, 'email: email_vorm'],
    [{ instellingsnummer: '12345' }, 'instellingsnummer: instellingsnummer_vorm'],
    [{ instellingsnummer: '' }, 'instellingsnummer: leeg'],
    [{ vestigingsplaats: '0' }, 'vestigingsplaats: vestigingsplaats_vorm'],
    [{ vestigingsplaats: '100' }, 'vestigingsplaats: vestigingsplaats_vorm'],
    [{ administratieve_groep: '1234567' }, 'administratieve_groep: groep_vorm'],
    [{ hoofdstructuur: '411' }, 'hoofdstructuur: hoofdstructuur_onbekend'],
    [{ status: 'constructor' }, 'status: status_onbekend'],
    [{ stamnummer: '260001' }, 'stamnummer: stamnummer_vorm'],
    [{ stamnummer: '2800001' }, 'stamnummer: stamnummer_jaar'],
    [{ stamnummer: '' }, 'stamnummer: stamnummer_ontbreekt'],
    [{ stamnummer: '', status: 'parallel' }, 'stamnummer: stamnummer_ontbreekt'],
    [{ van: '' }, 'van: leeg'],
    [{ van: '2026-02-30' }, 'van: datum_bestaat_niet'],
    [{ van: '1989-12-31' }, 'van: datum_buiten_bereik'],
    [{ tot: '2101-01-01' }, 'tot: datum_buiten_bereik'],
    [{ tot: '2026-08-31' }, 'tot: tot_voor_van'],
  ])('%j: %s', (anders, fout) => {
    expect(met(anders)).toEqual([fout]);
  });

  test('one day is an enrolment, and a stamnummer of this school year is none of the future', () => {
    expect(met({ tot: '2026-09-01', stamnummer: '2700001' })).toEqual([]);
  });
});

test('every column that is wrong is told, once, with whose enrolment it is', () => {
  const leeg = Object.fromEntries(KOLOMMEN.inschrijvingen.map((kolom) => [kolom, '?\n']));
  const { goed, uitval } = ontleed('inschrijvingen', { ...leeg, instellingsnummer: '012345', stamnummer: '2600001' });
  expect(goed).toEqual([]);
  expect(uitval.map(({ kolom }) => kolom).sort()).toEqual(
    KOLOMMEN.inschrijvingen.filter((kolom) => kolom !== 'instellingsnummer' && kolom !== 'stamnummer').toSorted(),
  );
  expect(uitval[0]).toMatchObject({ regel: 1, instellingsnummer: '012345', stamnummer: '2600001' });
});

test('a number without its form is not told', () => {
  const { uitval } = ontleed('inschrijvingen', geldigeRegel(0, { instellingsnummer: 'Noor', stamnummer: 'Peeters' }));
  expect(uitval.map(({ instellingsnummer, stamnummer }) => ({ instellingsnummer, stamnummer }))).toEqual([
    { instellingsnummer: null, stamnummer: null },
    { instellingsnummer: null, stamnummer: null },
  ]);
});
