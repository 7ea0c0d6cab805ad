import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { legStopVast } from '../../src/toepassingen/index.ts';
import { GevolgdeMap, vierSeconden } from '../opzet/stukken/gevolgde_map.ts';
import { wachtTot } from '../opzet/wachten.ts';

/** The database says what is open. This is how nodes bring it into line with what they read. */

const gevolgd = new GevolgdeMap();
const { klok, volg, isOpen, pad, schrijfDossier } = gevolgd;
beforeAll(() => gevolgd.begin());
beforeEach(() => gevolgd.maak());
afterEach(() => gevolgd.ruimOp());
afterAll(() => gevolgd.einde());

const GISTEREN = { op: '2025-02-28', door: 'dov', reden: 'inbreuk' };

test('what was open stays shut until its sessions have ended', async () => {
  const levend = await volg();
  gevolgd.sluit = () => Promise.reject(new Error('tabel op slot'));
  await legStopVast(gevolgd.db, 'voorbeeld', GISTEREN, klok.nu());
  await vierSeconden(levend);
  await schrijfDossier('voorbeeld', 'ander');
  await vierSeconden(levend);
  expect(levend.alle.get('voorbeeld')?.geldigheidOp(klok.vandaag())).toMatchObject({ reden: 'nog_niet_geopend' });
  expect(isOpen(levend, 'ander')).toBe(true);
  gevolgd.sluit = async () => {};
  await levend.verversOpenstelling();
  expect(isOpen(levend)).toBe(true);
});

test('at midnight after the last day of its term an application closes as after a stop', async () => {
  klok.zet(Temporal.Instant.from('2026-08-31T21:59:00Z'));
  const levend = await volg();
  const gesloten: string[] = [];
  gevolgd.sluit = async () => {
    gesloten.push('einde');
  };
  await vierSeconden(levend);
  expect([isOpen(levend), gesloten]).toEqual([true, []]);
  klok.zet(Temporal.Instant.from('2026-08-31T22:00:01Z'));
  expect(isOpen(levend)).toBe(false);
  await vierSeconden(levend);
  expect(gesloten).toEqual(['einde', 'einde']);
  expect(await gevolgd.db.selectFrom('open_toepassingen').select('client_id').execute()).toEqual([]);
});

test('a node that comes late with its closing leaves an opening alone that another one began since', async () => {
  const [vlug, traag] = [await volg(), await volg()];
  const dossier = await gevolgd.map.lees('toepassingen/voorbeeld.yaml');
  await rm(pad('toepassingen/voorbeeld.yaml'));
  for (const _ of [1, 2]) await traag.verversUitMap();
  await vierSeconden(vlug);
  await gevolgd.map.schrijf('toepassingen/voorbeeld.yaml', dossier);
  await vierSeconden(vlug);
  expect(isOpen(vlug)).toBe(true);

  let gesloten = false;
  gevolgd.sluit = async () => {
    gesloten = true;
  };
  await traag.verversOpenstelling();
  expect([gesloten, isOpen(traag), isOpen(vlug)]).toEqual([false, false, true]);
  await vierSeconden(traag);
  expect([gesloten, isOpen(traag)]).toEqual([false, true]);
});

test('an application that can not be opened now keeps no other one shut', async () => {
  gevolgd.sluit = () => Promise.reject(new Error('tabel op slot'));
  const levend = await volg();
  expect([isOpen(levend), isOpen(levend, 'ander')]).toEqual([false, false]);
  let geweigerd = 0;
  gevolgd.sluit = async () => {
    if (++geweigerd === 1) throw new Error('tabel op slot');
  };
  await vierSeconden(levend);
  expect([isOpen(levend), isOpen(levend, 'ander')]).toEqual([true, true]);
});

test('what is new opens with the turn in which its files count, and not a turn later', async () => {
  const levend = await volg();
  await schrijfDossier('nieuw', 'ander');
  for (const _ of [1, 2]) await levend.verversUitMap();
  await wachtTot('the new one is open', () => isOpen(levend, 'nieuw'));
});
