/** What a row says of itself, read from its canonical text (`src/privacy/boom/blad.ts`). */

const VELD = Buffer.from('"volgnummer":"');
const AANHALINGSTEKEN = 0x22;
const NUL = 0x30;

/**
 * The number of a row, without parsing the whole text: there are millions. A quote inside a value has a backslash
 * before it, so these bytes stand in no value.
 * @returns undefined when it holds none
 */
export function volgnummerUit(tekst: Buffer): number | undefined {
  const veld = tekst.lastIndexOf(VELD);
  if (veld < 0) return undefined;
  let nummer = 0;
  for (let i = veld + VELD.length; i < tekst.length; i++) {
    const byte = tekst[i] as number;
    if (byte === AANHALINGSTEKEN) return Number.isSafeInteger(nummer) ? nummer : undefined;
    if (byte < NUL || byte > NUL + 9) return undefined;
    nummer = 10 * nummer + byte - NUL;
  }
  return undefined;
}

/** By what an operator finds a row in the database. What a stranger wrote there is not shown. */
export interface Rijkenmerk {
  volgnummer?: number | undefined;
  id?: string | undefined;
}

export function kenmerkUit(tekst: Buffer): Rijkenmerk {
  const [, id] = /"id":"([0-9a-f-]{36})"/.exec(tekst.toString('latin1')) ?? [];
  return { volgnummer: volgnummerUit(tekst), id };
}
