import { expect } from '@jest/globals';
import { FOUTUITLEG } from '../../../src/register/discimus/lezen/foutcodes.ts';
import { openBestand } from '../../../src/register/discimus/lezen/leesbestand.ts';
import { KOLOMMEN } from '../../../src/register/discimus/lezen/leveringskolommen.ts';
import type { Bestandsinhoud, Manifestbestand } from '../../../src/register/discimus/lezen/manifest.ts';
import { maakOntleder, type Ontleed } from '../../../src/register/discimus/lezen/ontleder.ts';
import type { Ruweregel } from '../../../src/register/discimus/lezen/regelsnijder.ts';
import { SCHOOLJAAR, type Voorbeeldregel } from '../../opzet/register/voorbeeldregels.ts';

export const ruw = (tekst: string | Buffer, nummer = 1): Ruweregel => ({
  nummer,
  bytes: Buffer.from(tekst),
  te_lang: false,
});

/** One line of any file, given as an object, and what becomes of it. */
export function ontleed<I extends Bestandsinhoud>(inhoud: I, regel: Record<string, unknown>) {
  return maakOntleder(inhoud, undefined, SCHOOLJAAR)([ruw(JSON.stringify(regel))]);
}

/** What is wrong with an enrolment: column and code. */
export function oordeel(regel: Partial<Voorbeeldregel>): string[] {
  return ontleed('inschrijvingen', regel).uitval.map(({ kolom, code }) => `${kolom}: ${code}`);
}

/** Everything of a file, in one piece. */
export async function leesAlles(
  map: string,
  bestand: Manifestbestand,
): Promise<{ regels: Ruweregel[]; kop?: string[] }> {
  const { kop, regels } = await openBestand(map, bestand);
  const alle = (await Array.fromAsync(regels)).flat();
  return kop ? { kop, regels: alle } : { regels: alle };
}

const ALLE_KOLOMMEN: unknown[] = [null, ...Object.values(KOLOMMEN).flat()];

/**
 * Holds for every batch, whatever it contains: each line comes back once, and a reject reveals nothing of the
 * line.
 */
export function keur(regels: readonly Ruweregel[], { goed, uitval }: Ontleed<object>): void {
  const goede = goed.map(({ regel }) => regel);
  const geweigerd = [...new Set(uitval.map(({ regel }) => regel))];
  expect([...goede, ...geweigerd].sort((a, b) => a - b)).toEqual(regels.map(({ nummer }) => nummer));
  for (const { kolom, code, reden, instellingsnummer, stamnummer, regel, ...rest } of uitval) {
    if (!ALLE_KOLOMMEN.includes(kolom) || FOUTUITLEG[code] !== reden)
      throw new Error(`a reject of line ${regel} says more`);
    if (instellingsnummer !== null) expect(instellingsnummer).toMatch(/^[0-9]{6}$/);
    if (stamnummer !== null) expect(stamnummer).toMatch(/^[0-9]{7}$/);
    expect(rest).toEqual({});
  }
}
