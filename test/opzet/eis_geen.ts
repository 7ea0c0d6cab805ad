/**
 * For a rule of the house that somebody meets for the first time: the failure says what to do.
 * @param hoe what to do about what was found
 * @throws Error with those words and one line for each thing found, if there is any
 */
export function eisGeen(gevonden: Iterable<string>, hoe: string): void {
  const regels = [...gevonden];
  if (regels.length === 0) return;
  const fout = new Error([`${hoe}:`, ...regels.map((regel) => `  ${regel}`)].join('\n'));
  // The failure shows the line of the test.
  Error.captureStackTrace(fout, eisGeen);
  throw fout;
}
