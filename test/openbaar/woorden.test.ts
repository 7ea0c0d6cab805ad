import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { beveiligingsdeel } from '../../src/openbaar/paginas/protocol/beveiligingsdeel.ts';
import { gegevensnaam, wieKrijgtWat } from '../../src/openbaar/publicatie/wie_krijgt_wat.ts';
import { grondInWoorden } from '../../src/openbaar/woorden/aktewoorden.ts';
import { rechtenBij } from '../../src/openbaar/woorden/betrokkenenrechten.ts';
import { geschrevenDagVan } from '../../src/openbaar/woorden/dagen.ts';
import { leesProtocol, maanddagInWoorden, type Protocol } from '../../src/protocol/index.ts';

async function akte(naam: string): Promise<Protocol> {
  const { waarde } = leesProtocol(naam, await readFile(`config/protocollen/${naam}/protocol.yaml`));
  if (!waarde) throw new Error(`${naam} is geen akte`);
  return waarde;
}

describe('what a pupil may ask, by the ground of the act', () => {
  const extra = (...avg: string[]) => rechtenBij({ avg }).flatMap(({ recht }) => (ALTIJD.includes(recht) ? [] : recht));
  const ALTIJD = ['Kijken', 'Verbeteren', 'Laten wissen', 'Even laten stilleggen'];
  test.each([
    [['6.1.c'], []],
    [['6.1.e'], ['Bezwaar maken']],
    [['6.1.f'], ['Bezwaar maken']],
    [['6.1.c', '9.2.g'], []],
    [['6.1.c', '6.1.e'], ['Bezwaar maken']],
    [['6.1.a'], ['Toestemming intrekken', 'Meenemen']],
    [['6.1.b'], ['Meenemen']],
    [
      ['6.1.e', '9.2.a'],
      ['Bezwaar maken', 'Toestemming intrekken', 'Meenemen'],
    ],
  ])('%j', (avg, rechten) => {
    expect(extra(...avg)).toEqual(rechten);
    expect(
      rechtenBij({ avg })
        .slice(0, 4)
        .map(({ recht }) => recht),
    ).toEqual(ALTIJD);
  });
});

const AKTEN = ['smartschool', 'archief-voor-onderwijs', 'klasinformatie', 'vlaamse-toetsen', 'zieke-kinderen'];

describe('who gets what', () => {
  test('a party that the article on recipients does not name gets article 3, before those that work for it', async () => {
    const [zelf, personeel, ...meer] = wieKrijgtWat(await akte('smartschool'));
    expect(zelf).toMatchObject({ id: 'smartbit', kort: 'Smartbit CommV', stromen: ['bij_aanmelding'] });
    expect(personeel).toMatchObject({
      id: 'toegangscontrole',
      kort: 'Personeel van Smartbit dat de toegang tot de diensten bewaakt',
    });
    expect([zelf?.gegevens.length, personeel?.gegevens.length, meer]).toEqual([9, 9, []]);
  });

  test('a party that gets nothing itself is told so by its own name, and its processor gets the data', async () => {
    const [onderzoekers, dov] = wieKrijgtWat(await akte('zieke-kinderen'));
    expect(onderzoekers?.verwerkerVan).toBe('Vlaamse Gemeenschap, Departement Onderwijs en Vorming');
    expect(onderzoekers?.gegevens).toHaveLength(30);
    expect(dov).toMatchObject({ kort: 'Vlaamse Gemeenschap, Departement Onderwijs en Vorming', gegevens: [] });
  });

  test.each(AKTEN)('%s calls each recipient as the act does, and no page shows how files name it', async (naam) => {
    const tekst = await akte(naam);
    const ids = tekst.ontvangers.categorieen.map(({ id }) => id).filter((id) => id.includes('-'));
    for (const { omschrijving, kort, id } of wieKrijgtWat(tekst)) {
      if (!tekst.partijen.some((partij) => partij.id === id))
        expect(omschrijving.toLowerCase().startsWith(kort.toLowerCase())).toBe(true);
    }
    const woorden = beveiligingsdeel(tekst).toString();
    for (const id of [...ids, ...ids.map((een) => een.replaceAll('-', ' '))])
      if (!tekst.ontvangers.categorieen.some(({ omschrijving }) => omschrijving.includes(id)))
        expect(woorden).not.toContain(id);
  });

  test('parties that tell each other are named once', async () => {
    const wie = 'Vlaamse Gemeenschap, Departement Onderwijs en Vorming';
    const klas = beveiligingsdeel(await akte('klasinformatie')).toString();
    expect(klas).toContain(`en ${wie} aan elkaar:`);
    expect(klas).toContain(`<h3>Maatregelen van ${wie}</h3>`);
    const toetsen = beveiligingsdeel(await akte('vlaamse-toetsen')).toString();
    expect(toetsen).toContain(`<h3>Maatregelen van ${wie} en leverancier van het toetsplatform</h3>`);
  });

  test('who gets a code or a pseudonym, and until when each year', async () => {
    const wie = new Map(wieKrijgtWat(await akte('vlaamse-toetsen')).map((een) => [een.id, een]));
    expect(wie.get('steunpunt')?.gegevens[0]).toEqual({ code: 'leer_id_uuid', vorm: 'hash' });
    expect(wie.get('data-analisten')?.gegevens[0]).toEqual({ code: 'leer_id_uuid', vorm: 'pseudoniem' });
    expect(wie.get('leverancier-toetsplatform')).toMatchObject({
      enkelTot: '07-31',
      stromen: ['bij_aanmelding', 'periodiek'],
    });
    expect(wie.get('dov')?.gegevens.map(({ code }) => code)).not.toContain('toegewezen_toetsen');
  });
});

test('every ground of the acts has words, and a code that nobody knows stays a code', async () => {
  for (const naam of AKTEN)
    for (const grond of (await akte(naam)).rechtsgrond.avg)
      expect(grondInWoorden(grond)).not.toBe('een grond uit de AVG');
  expect(gegevensnaam('onbekende_code')).toBe('onbekende_code');
});

test('days are Belgian days', () => {
  expect(geschrevenDagVan('2026-11-30T23:30:00Z')).toBe('1 december 2026');
  expect(maanddagInWoorden('02-29')).toBe('29 februari');
});
