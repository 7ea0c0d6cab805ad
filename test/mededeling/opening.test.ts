import { expect, test } from '@jest/globals';
import { beoordeelOpening, type Openingsgelegenheid } from '../../src/mededeling/opening.ts';
import { STROMEN } from '../../src/protocol/index.ts';

const VANDAAG = Temporal.PlainDate.from('2026-11-23');
const DAG = { dag: VANDAAG };

/** Why a recipient that has every flow may not have this one now. */
function bezwaar(gelegenheid: Openingsgelegenheid) {
  const deel = { stromen: [...STROMEN], periode: undefined, vensters: undefined };
  return beoordeelOpening({ gelegenheid, deel, geldigheid: { in_werking: true }, vandaag: VANDAAG });
}

test('a request asks by a key that the act names, or for the pupils of a school, and never for everybody', () => {
  const opzoeking = ['leer_id_uuid'];
  const vraag = (zoekt: 'leer_id_uuid' | 'account_uuid' | 'school' | 'doelgroep') =>
    bezwaar({ stroom: 'op_aanvraag', zoekt, opzoeking });
  expect(vraag('leer_id_uuid')).toBeUndefined();
  expect(vraag('account_uuid')).toBe('opzoeking_niet_voorzien');
  expect(vraag('school')).toBeUndefined();
  expect(vraag('doelgroep')).toBe('opzoeking_niet_voorzien');
});

test('a delivery is of the day for which it was opened', () => {
  const gisteren = { dag: VANDAAG.subtract({ days: 1 }) };
  expect(bezwaar({ stroom: 'periodiek', ...DAG })).toBeUndefined();
  expect(bezwaar({ stroom: 'periodiek', ...gisteren })).toBe('andere_dag');
  expect(bezwaar({ stroom: 'eenmalig', ...gisteren, isVrij: true })).toBe('andere_dag');
});

test('what is one-off is not given while another one is open, nor again', () => {
  expect(bezwaar({ stroom: 'eenmalig', ...DAG, isVrij: true })).toBeUndefined();
  expect(bezwaar({ stroom: 'eenmalig', ...DAG, isVrij: false })).toBe('eenmalig_geleverd');
  expect(bezwaar({ stroom: 'periodiek', ...DAG })).toBeUndefined();
});
