/** A median over rounds, with its spread. */
export interface Mediaan {
  mediaan: number;
  laagste: number;
  hoogste: number;
}

/** @param rij at least one number */
export function mediaan(rij: readonly number[]): Mediaan {
  const op = rij.toSorted((a, b) => a - b);
  const midden = op.length / 2;
  const waarde = op.length % 2 ? op[Math.floor(midden)] : ((op[midden - 1] ?? 0) + (op[midden] ?? 0)) / 2;
  return { mediaan: waarde ?? Number.NaN, laagste: op[0] ?? Number.NaN, hoogste: op.at(-1) ?? Number.NaN };
}

/** Converts "how much more is done" to "how much more it costs". */
export function omgekeerd({ mediaan, laagste, hoogste }: Mediaan): Mediaan {
  return { mediaan: 1 / mediaan, laagste: 1 / hoogste, hoogste: 1 / laagste };
}

/** The value below which this share of the row lies. */
export function percentiel(rij: readonly number[], deel: number): number {
  const op = rij.toSorted((a, b) => a - b);
  return op[Math.min(op.length - 1, Math.floor(op.length * deel))] ?? Number.NaN;
}
