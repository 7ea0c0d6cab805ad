import type { Protocol } from '../schema/schema.ts';
import { heeftSleutel, vingerafdruk } from './handtekening.ts';
import type { Partij } from './partij.ts';

/** Which of the known parties belong to a protocol. Only their keys count under it and under its dossiers. */
export function partijenBij(protocol: Protocol | undefined, partijen: readonly Partij[]): Partij[] {
  return partijen.filter(({ partij }) => protocol?.partijen.some(({ id }) => id === partij));
}

/**
 * The parties that can own an application under this protocol; they sign its dossier. An owner receives under
 * the protocol, or the recipient works for it as a processor. In S0 and S1 it is the supplier. In S3 the test
 * platform works for DOV, so it is DOV.
 */
export function ontvangendePartijen({ partijen, ontvangers }: Protocol, ontvanger: string | undefined): string[] {
  const verwerkerVan = ontvangers.categorieen.find(({ id }) => id === ontvanger)?.verwerker_van;
  if (verwerkerVan) return [verwerkerVan];
  return partijen.filter(({ rol }) => rol === 'ontvanger').map(({ id }) => id);
}

/**
 * Keys that more than one party has, in words. Where both belong to a protocol, the key counts for neither.
 */
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
