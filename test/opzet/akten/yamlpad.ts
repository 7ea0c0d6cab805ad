/** Fields that can name an item of a list, instead of its place. */
const NAAMVELDEN = ['code', 'id', 'voorwaarde', 'over', 'naam'];

const STAP = /\.?([a-z_]+)|\[([^\]]+)\]/gy;

/**
 * The place to which a path such as `partijen[dov].kbo` or `vragen[0]` leads in a YAML value, with every item
 * by its number: `partijen.0.kbo`. Undefined where that does not exist. A name that two items share
 * identifies none.
 */
export function plaatsVan(waarde: unknown, pad: string): string | undefined {
  const stappen = [...pad.matchAll(STAP)];
  if (stappen.length === 0 || stappen.map(([stap]) => stap).join('') !== pad) return undefined;
  let hier = waarde;
  const plaats: string[] = [];
  for (const [, veld, item = ''] of stappen) {
    const sleutel = veld ?? plekVan(hier, item);
    if (typeof hier !== 'object' || hier === null || !Object.hasOwn(hier, sleutel)) return undefined;
    hier = (hier as Record<string, unknown>)[sleutel];
    plaats.push(sleutel);
  }
  return plaats.join('.');
}

function plekVan(lijst: unknown, item: string): string {
  if (!Array.isArray(lijst) || /^\d+$/.test(item)) return item;
  const heet = (kandidaat: unknown) =>
    kandidaat === item || NAAMVELDEN.some((veld) => (kandidaat as Record<string, unknown>)?.[veld] === item);
  const plekken = lijst.flatMap((kandidaat, plek) => (heet(kandidaat) ? [String(plek)] : []));
  return plekken.length === 1 ? (plekken[0] ?? '') : '';
}

/**
 * The places of everything that says something by itself: each field at the top, and each item of a list that
 * has fields.
 */
export function onderdelenVan(waarde: unknown, plaats = ''): string[] {
  if (typeof waarde !== 'object' || waarde === null) return [];
  return Object.entries(waarde).flatMap(([sleutel, deel]) => {
    const hier = plaats ? `${plaats}.${sleutel}` : sleutel;
    const isOnderdeel = !plaats || (Array.isArray(waarde) && typeof deel === 'object');
    return [...(isOnderdeel ? [hier] : []), ...onderdelenVan(deel, hier)];
  });
}

/** Whether the places are equal, or one contains the other. */
export function raakt(een: string, ander: string): boolean {
  return `${een}.`.startsWith(`${ander}.`) || `${ander}.`.startsWith(`${een}.`);
}
