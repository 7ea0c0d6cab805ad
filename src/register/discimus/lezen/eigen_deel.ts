import { KOLOMMEN } from './leveringskolommen.ts';
import type { Ruweregel } from './regelsnijder.ts';
import { leesVelden, splitser } from './regelvelden.ts';

export interface EigenDeel {
  /** What else decides how a line is read: its columns. */
  kenmerk: string;
  neem(regel: Ruweregel): Buffer;
}

/**
 * The part of a line from which its fingerprint is made: the columns that LeerID reads, and no other. No act
 * lets LeerID keep the other columns of a source. Anybody who has the rest of the line could guess such a
 * column from a fingerprint. It also means that a change in a column that LeerID does not read does not make
 * a line count as changed.
 * docs/keuzes/bewaring.md#what-no-act-lets-leerid-keep-is-not-kept
 * @param kop the columns of a CSV; without it the lines are JSON
 */
export function eigenDeel(kop: readonly string[] | undefined): EigenDeel {
  const kolommen = KOLOMMEN.inschrijvingen;
  const isEigen = (kolom: string) => kolommen.some((eigen) => eigen === kolom);
  if (kop?.every(isEigen)) return { kenmerk: kop.join(';'), neem: ({ bytes }) => bytes };
  const splits = splitser(kop, kolommen);
  const plekken = kolommen.map((kolom, plek) => kop?.indexOf(kolom) ?? plek);
  return {
    kenmerk: `velden ${kolommen.join(';')}`,
    neem: (regel) => {
      const velden = leesVelden(regel, splits);
      // No line holds a line end. So a line that is wrong as a whole never looks like the fields of another
      // line.
      return 'code' in velden ? regel.bytes : Buffer.from(plekken.map((plek) => velden[plek]).join('\n'));
    },
  };
}
