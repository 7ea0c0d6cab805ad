import type { Protocollen } from '../../protocol/index.ts';

/**
 * The acts without those that a made-up party signs. Production does not start with such a party. One that is put
 * in the folder of a running server brings no act into force: nothing opens, is kept, is told or is published.
 */
export function zonderVerzonnen(protocollen: Protocollen): Protocollen {
  const verzonnen = new Set(protocollen.partijen.filter(({ demo }) => demo).map(({ partij }) => partij));
  return {
    ...protocollen,
    dossiers: protocollen.dossiers.filter(({ protocol }) => !protocol?.partijen.some(({ id }) => verzonnen.has(id))),
  };
}
