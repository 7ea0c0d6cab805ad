import { expect, test } from '@jest/globals';
import { type Afbouwtaak, attestberichten } from '../../src/berichten/attestbericht.ts';
import { schrijfBericht } from '../../src/berichten/berichttekst.ts';
import { levensloop } from '../../src/protocol/index.ts';
import { tekstOp } from '../opzet/stukken/versietekst.ts';

/** Parties are reminded of what a recipient must attest, day by day, and in which words. */

const TAAK: Afbouwtaak = {
  protocol: 'voorbeeld',
  ontvanger: 'leverancier',
  omschrijving: 'Leverancier van het voorbeeld',
  bij: undefined,
  gegevens: ['voornaam'],
  laatsteDag: Temporal.PlainDate.from('2025-05-31'),
  uiterlijk: Temporal.PlainDate.from('2026-05-31'),
  verklaarders: ['leverancier'],
  termijnen: [],
  attest: undefined,
};

function op(dag: string, taak: Afbouwtaak = TAAK) {
  const vandaag = Temporal.PlainDate.from(dag);
  const tekst = tekstOp(dag, { hash: 'een', getekend: '2024-09-01T10:00:00Z', gezien: '2024-09-01T10:00:02Z' });
  const leven = levensloop({ naam: 'voorbeeld', teksten: [tekst], stopzetting: undefined, vandaag });
  return attestberichten([taak], [leven], vandaag);
}

test.each([
  ['thirty days before the last day', '2026-05-01', 'attest_nadert'],
  ['on that day', '2026-05-31', 'attest_nadert'],
  ['late from the day after', '2026-06-01', 'attest_ontbreekt'],
  ['by whoever was away for a month', '2026-06-30', 'attest_ontbreekt'],
])('%s', (_, dag, soort) => {
  expect(op(dag)).toMatchObject([{ soort, kenmerk: `${soort} 2026-05-31 leverancier`, protocol: 'voorbeeld' }]);
});

test.each([
  ['not earlier', '2026-04-30', TAAK],
  ['not once it is history', '2026-07-01', TAAK],
  ['not of what was attested', '2026-06-01', { ...TAAK, attest: {} }],
  ['not of an act that nobody knows any more', '2026-06-01', { ...TAAK, protocol: 'ander' }],
])('%s', (_, dag, taak) => {
  expect(op(dag, taak)).toEqual([]);
});

test('it says who, which data, and until when', () => {
  const [bericht] = op('2026-06-01', { ...TAAK, bij: 'Leverancier,\narchief' });
  if (!bericht) throw new Error('no message');
  const { onderwerp, tekst } = schrijfBericht(bericht, 'https://leerid.example');
  expect(onderwerp).toMatch(/mist een attest sinds 31 mei 2026$/);
  expect(tekst).toContain(
    'Alles moest vernietigd zijn na 31 mei 2026 bij Leverancier van het voorbeeld (Leverancier, archief). Het gaat om: ',
  );
});
