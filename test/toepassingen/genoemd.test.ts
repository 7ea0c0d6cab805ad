import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { leesProtocollen, type Protocollen } from '../../src/protocol/index.ts';
import { dossierschema } from '../../src/toepassingen/dossiers/dossier.ts';
import { legOnderProtocol } from '../../src/toepassingen/dossiers/dossier_onder_protocol.ts';
import { GevolgdeMap, vierSeconden } from '../opzet/stukken/gevolgde_map.ts';
import { voorbeelddossier } from '../opzet/stukken/voorbeelddossier.ts';

/** An act may be for some of its receiver's applications only: those on the cover of S0 and S1. */

const plek = new GevolgdeMap();
let akten: Protocollen;
beforeAll(async () => {
  akten = await leesProtocollen('config');
  await plek.begin();
});
beforeEach(() => plek.maak());
afterEach(() => plek.ruimOp());
afterAll(() => plek.einde());

test.each([
  ['smartschool', 'smartbit'],
  ['archief-voor-onderwijs', 'meemoo'],
])('%s is for the application on its cover, and for no other one of the party that signed', (naam, partij) => {
  const antwoord = (client_id: string, anders: object = {}) => {
    const onderProtocol = legOnderProtocol(
      dossierschema.parse({ ...voorbeelddossier({ client_id, partij, protocol: naam }), ...anders }),
      akten,
    );
    return typeof onderProtocol === 'string' ? onderProtocol : onderProtocol.deel.gegevens.length;
  };
  expect(antwoord(naam)).toBeGreaterThan(8);
  for (const anders of [{}, { ontvanger: 'toegangscontrole' }, { naam }]) {
    expect(antwoord('reclame', anders)).toBe(`protocol "${naam}" is niet voor toepassing "reclame"; wel voor: ${naam}`);
  }
  for (const bijna of [`${naam}2`, naam.toUpperCase(), naam.slice(1)]) expect(antwoord(bijna)).toMatch(/is niet voor/);
});

const noem = (...toepassingen: unknown[]) =>
  plek.schrijfProtocol('voorbeeld', (protocol) => Object.assign(protocol, { toepassingen }));

test('who signs an act anew without it closes an application on a node that runs, and names it to open it', async () => {
  const levend = await plek.volg();
  const open = () => ['voorbeeld', 'ander'].map((naam) => plek.isOpen(levend, naam));
  expect(open()).toEqual([true, true]);
  await noem('iets-anders');
  await vierSeconden(levend);
  expect(open()).toEqual([false, true]);
  expect(plek.fouten()).toContain('protocol "voorbeeld" is niet voor toepassing "voorbeeld"; wel voor: iets-anders');
  await noem('iets-anders', 'voorbeeld');
  await vierSeconden(levend);
  expect(open()).toEqual([true, true]);
});

test.each([
  ['names one twice', ['voorbeeld', 'voorbeeld'], 'toepassingen: "voorbeeld" staat er twee keer'],
  ['names what no client_id can be', ['een toepassing'], 'toepassingen[0]: 3 tot 64 letters'],
  ['has the list and names none', [], 'toepassingen: '],
])('an act that %s opens nothing', async (_wat, toepassingen, fout) => {
  await noem(...toepassingen);
  const levend = await plek.volg();
  expect(['voorbeeld', 'ander'].map((naam) => plek.isOpen(levend, naam))).toEqual([false, true]);
  expect(plek.fouten()).toContain(fout);
});
