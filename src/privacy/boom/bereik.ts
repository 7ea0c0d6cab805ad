/** Ranges of places in the tree. A list of them is in order, and no two touch or overlap. */

export interface Bereik {
  /** From 0. */
  van: number;
  /** The place behind the last one. */
  tot: number;
}

/** Adds a place that comes after all others, or is the last one again. */
export function voegPlaatsToe(bereiken: Bereik[], plaats: number): void {
  const laatste = bereiken.at(-1);
  if (laatste && plaats <= laatste.tot) laatste.tot = Math.max(laatste.tot, plaats + 1);
  else bereiken.push({ van: plaats, tot: plaats + 1 });
}

/** Makes one list of ranges in any order. */
export function ordenBereiken(bereiken: readonly Bereik[]): Bereik[] {
  const uit: Bereik[] = [];
  for (const { van, tot } of [...bereiken].sort((a, b) => a.van - b.van)) {
    const laatste = uit.at(-1);
    if (laatste && van <= laatste.tot) laatste.tot = Math.max(laatste.tot, tot);
    else if (van < tot) uit.push({ van, tot });
  }
  return uit;
}

/** What of a list lies in a range. A list may be long, so the first one is not found by going along it. */
export function snijBereiken(bereiken: readonly Bereik[], { van, tot }: Bereik): Bereik[] {
  let [eerste, einde] = [0, bereiken.length];
  while (eerste < einde) {
    const midden = Math.floor((eerste + einde) / 2);
    if ((bereiken[midden] as Bereik).tot <= van) eerste = midden + 1;
    else einde = midden;
  }
  const uit: Bereik[] = [];
  for (let i = eerste; i < bereiken.length; i++) {
    const hier = bereiken[i] as Bereik;
    if (hier.van >= tot) break;
    uit.push({ van: Math.max(van, hier.van), tot: Math.min(tot, hier.tot) });
  }
  return uit;
}

/** What a list leaves over of a range. */
export function laatOver({ van, tot }: Bereik, bereiken: readonly Bereik[]): Bereik[] {
  const weg = snijBereiken(bereiken, { van, tot });
  return [...weg, { van: tot, tot }].flatMap((een, i) => {
    const begin = i === 0 ? van : (weg[i - 1] as Bereik).tot;
    return begin < een.van ? [{ van: begin, tot: een.van }] : [];
  });
}

export function isInBereik(bereiken: readonly Bereik[], plaats: number): boolean {
  return snijBereiken(bereiken, { van: plaats, tot: plaats + 1 }).length > 0;
}

export function telPlaatsen(bereiken: readonly Bereik[]): number {
  return bereiken.reduce((som, { van, tot }) => som + tot - van, 0);
}
