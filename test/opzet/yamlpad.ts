/** By these fields an item of a list may be named instead of by its place. */
const NAAMVELDEN = ['code', 'id', 'voorwaarde', 'over', 'naam'];

const STAP = /\.?([a-z_]+)|\[([^\]]+)\]/gy;

/** What stands in a YAML value at a path such as `partijen[dov].kbo` or `vragen[0]`; nothing where that does not exist. */
export function opPad(waarde: unknown, pad: string): unknown {
  const stappen = [...pad.matchAll(STAP)];
  if (stappen.map(([stap]) => stap).join('') !== pad) return undefined;
  return stappen.reduce((hier, [, veld, plek]) => (veld ? veldVan(hier, veld) : itemVan(hier, plek ?? '')), waarde);
}

function veldVan(waarde: unknown, veld: string): unknown {
  return typeof waarde === 'object' && waarde !== null && Object.hasOwn(waarde, veld)
    ? (waarde as Record<string, unknown>)[veld]
    : undefined;
}

/** A name that two items share names none. */
function itemVan(waarde: unknown, plek: string): unknown {
  if (!Array.isArray(waarde)) return undefined;
  if (/^\d+$/.test(plek)) return waarde[Number(plek)];
  const items = waarde.filter((item) => item === plek || NAAMVELDEN.some((veld) => veldVan(item, veld) === plek));
  return items.length === 1 ? items[0] : undefined;
}
