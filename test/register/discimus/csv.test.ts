import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { splitsRegel } from '../../../src/register/discimus/lezen/csv.ts';
import { alsCsv } from '../../opzet/register/voorbeeldregels.ts';

/** The reference: how csv-parse reads one line. */
function volgensCsvParse(regel: string): string[] | undefined {
  try {
    return parse(regel, { delimiter: ';', record_delimiter: '\n', relax_column_count: true })[0];
  } catch {
    return undefined;
  }
}

// Without NUL: csv-parse accepts one after a closing quote, and we don't.
const teken = fc.constantFrom('"', '""', ';', ';"', '";', 'a', 'é', '\r', ' ', '\u{1f600}');

test('any line of quotes and separators is split, or refused, as csv-parse does', () => {
  const regel = fc.array(teken, { minLength: 1, maxLength: 12 }).map((delen) => delen.join(''));
  fc.assert(
    fc.property(regel, (tekst) => {
      expect(splitsRegel(tekst)).toEqual(volgensCsvParse(tekst));
    }),
    { numRuns: 10_000 },
  );
});

test('what is written comes back', () => {
  const veld = fc.string({ unit: 'binary', maxLength: 8 }).map((tekst) => tekst.replaceAll('\n', ''));
  fc.assert(
    fc.property(fc.array(veld, { minLength: 1, maxLength: 6 }), fc.boolean(), (velden, allesTussenQuotes) => {
      expect(splitsRegel(alsCsv(velden, allesTussenQuotes))).toEqual(velden);
    }),
  );
});
