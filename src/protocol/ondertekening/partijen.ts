import type { Protocol } from '../schema/schema.ts';
import { heeftSleutel, vingerafdruk } from './handtekening.ts';
import type { Partij } from './partij.ts';

/** Who of the known parties belongs to a protocol: only their keys count under it and under its dossiers. */
export function partijenBij(protocol: Protocol | undefined, partijen: readonly Partij[]): Partij[] {
  return partijen.filter(({ partij }) => protocol?.partijen.some(({ id }) => id === partij));
}

/**
 * The parties whose application one can be, and that then sign its dossier: those that receive under the protocol, or the one
 * whose processor the recipient is. In S0 and S1 that is the supplier; in S3, where the test platform works for DOV, it is DOV.
 */
export function ontvangendePartijen({ partijen, ontvangers }: Protocol, ontvanger: string | undefined): string[] {
  const verwerkerVan = ontvangers.categorieen.find(({ id }) => id === ontvanger)?.verwerker_van;
  if (verwerkerVan) return [verwerkerVan];
  return partijen.filter(({ rol }) => rol === 'ontvanger').map(({ id }) => id);
}

/** Keys that stand with more than one party, in words: where both are a party, they count for neither. */
export function gedeeldeSleutels(partijen: readonly Partij[]): string[] {
  return partijen.flatMap((partij) =>
    partij.sleutels.flatMap((sleutel) =>
      partijen
        .filter((ander) => ander !== partij && heeftSleutel(ander, sleutel))
        .map(
          (ander) =>
            `partij "${partij.partij}": sleutel ${sleutel.kid} staat ook bij "${ander.partij}"; ` +
            'waar ze samen partij zijn, telt hij voor geen van beide',
        ),
    ),
  );
}

/** A public key that a party signs with. */
export interface Partijsleutel {
  partij: string;
  kid: string;
  vingerafdruk: string;
}

export async function partijsleutels(partijen: readonly Partij[]): Promise<Partijsleutel[]> {
  const alle = partijen.flatMap(({ partij, sleutels }) => sleutels.map((sleutel) => ({ partij, sleutel })));
  return Promise.all(
    alle.map(async ({ partij, sleutel }) => ({ partij, kid: sleutel.kid, vingerafdruk: await vingerafdruk(sleutel) })),
  );
}
