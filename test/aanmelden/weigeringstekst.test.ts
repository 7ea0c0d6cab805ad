import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { weigeringstekst } from '../../src/aanmelden/weigeringstekst.ts';
import { WEIGERREDENEN } from '../../src/mededeling/index.ts';
import { protocolschema } from '../../src/protocol/schema/schema.ts';
import { leesAkte } from '../opzet/akten/aktentabel.ts';

test('every refusal has its own words for the pupil', () => {
  const teksten = WEIGERREDENEN.map((reden) => weigeringstekst(reden, 'Proef'));
  expect(new Set(teksten.map(({ titel }) => titel)).size).toBe(WEIGERREDENEN.length);
  for (const { uitleg, raad } of teksten) expect(uitleg.length * raad.length).toBeGreaterThan(0);
});

test('the words about the target group are true of the act of each application', () => {
  const dossiers = globSync('config/toepassingen/*.yaml').map((bestand) => readFileSync(bestand, 'utf8'));
  const akten = dossiers.map((dossier) => leesAkte(/^protocol: (.+)$/m.exec(dossier)?.[1] ?? ''));
  expect(akten.length).toBeGreaterThanOrEqual(3);
  expect(weigeringstekst('niet_in_doelgroep', 'Proef').uitleg).toContain('van de lagere of de secundaire school');
  for (const akte of akten) expect(protocolschema.parse(akte).doelgroep.onderwijs).toEqual(['lager', 'secundair']);
});
