/**
 * Breaks a text into lines for a picture, where nothing else does so. The width is counted in characters,
 * since a server knows no fonts.
 * @param breedte the most characters of a line. A longer word is cut
 */
export function inRegels(tekst: string, breedte: number): string[] {
  const woorden = tekst.split(/\s+/).flatMap((woord) => inStukken(woord, breedte));
  const regels: string[] = [];
  for (const woord of woorden) {
    const laatste = regels.at(-1);
    const samen = laatste === undefined ? woord : `${laatste} ${woord}`;
    if (laatste === undefined || letters(samen) > breedte) regels.push(woord);
    else regels[regels.length - 1] = samen;
  }
  return regels;
}

function inStukken(woord: string, breedte: number): string[] {
  const tekens = [...woord];
  const stukken: string[] = [];
  for (let begin = 0; begin < tekens.length; begin += breedte)
    stukken.push(tekens.slice(begin, begin + breedte).join(''));
  return stukken;
}

function letters(tekst: string): number {
  return [...tekst].length;
}
