import { isScalar, LineCounter, parseDocument, visit } from 'yaml';

/** Enough for any act. Aliases that repeat a list can turn a few lines into millions. */
const MEESTE_ALIASSEN = 20;

/**
 * Reads one YAML document into plain values. The time grows only with the document's length: the library
 * compares each key with all the others, so we look for double keys ourselves.
 * @throws Error with one line that says what is wrong and where
 */
export function leesYamlwaarde(bytes: Uint8Array): unknown {
  const tekst = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const lineCounter = new LineCounter();
  const plek = (plaats: number) => {
    const { line, col } = lineCounter.linePos(plaats);
    return `at line ${line}, column ${col}`;
  };
  const document = parseDocument(tekst, { lineCounter, uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
  const [fout] = document.errors;
  if (fout) throw new Error(`${fout.message} ${plek(fout.pos[0])}`);
  visit(document, {
    Map(_, { items }) {
      const gezien = new Set<string>();
      for (const { key } of items) {
        const naam = String(isScalar(key) ? key.value : key);
        if (gezien.has(naam))
          throw new Error(`Map keys must be unique ${plek(isScalar(key) ? (key.range?.[0] ?? 0) : 0)}`);
        gezien.add(naam);
      }
    },
  });
  return document.toJS({ maxAliasCount: MEESTE_ALIASSEN });
}
