/**
 * A map that is another one from one moment to the next, for readers that just look in it.
 * @param nu the map of this moment
 */
export function dagkaart<Sleutel, Waarde>(nu: () => ReadonlyMap<Sleutel, Waarde>): ReadonlyMap<Sleutel, Waarde> {
  return {
    get size() {
      return nu().size;
    },
    get: (sleutel) => nu().get(sleutel),
    has: (sleutel) => nu().has(sleutel),
    keys: () => nu().keys(),
    values: () => nu().values(),
    entries: () => nu().entries(),
    forEach: (doe, dit) => nu().forEach(doe, dit),
    [Symbol.iterator]: () => nu()[Symbol.iterator](),
  };
}
