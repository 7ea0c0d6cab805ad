import { CATALOGUS, deelVoorOntvanger, type Protocol, type Stroom } from '../../protocol/index.ts';
import { partijnaam } from '../woorden/aktewoorden.ts';

type Ontvangerscategorie = Protocol['ontvangers']['categorieen'][number];

/** Who gets data under an act: a category of its article on recipients, or the receiving party itself. */
export interface Ontvangersregel {
  id: string;
  /** In a word or two, for a table and the picture. */
  kort: string;
  omschrijving: string;
  gegevens: readonly { code: string; vorm: Ontvangerscategorie['gegevens'][number]['vorm'] }[];
  stromen: readonly Stroom[];
  toelichting?: string | undefined;
  /** The name of the party for which it works (GDPR art. 28). */
  verwerkerVan?: string | undefined;
  /** The day of each year by which its windows end. */
  enkelTot?: string | undefined;
}

/** The receiving party first, then each category as the act lists them. */
export function wieKrijgtWat(akte: Protocol): Ontvangersregel[] {
  const { categorieen } = akte.ontvangers;
  const zelf = akte.partijen.find(({ rol }) => rol === 'ontvanger');
  const eigen = zelf && !categorieen.some(({ id }) => id === zelf.id) ? deelVoorOntvanger(akte) : undefined;
  return [
    ...(zelf && eigen
      ? [{ id: zelf.id, kort: zelf.naam, omschrijving: 'de partij die de gegevens krijgt', ...eigen }]
      : []),
    ...categorieen.map((categorie) => regelVan(akte, categorie)),
  ];
}

/** What a datum is called: its name in the catalogue, as far as it is known there. */
export function gegevensnaam(code: string): string {
  return CATALOGUS[code]?.naam ?? code;
}

function regelVan(akte: Protocol, categorie: Ontvangerscategorie): Ontvangersregel {
  const { id, omschrijving, gegevens, toelichting, verwerker_van, enkel_in_venster } = categorie;
  return {
    id,
    kort: hoofdletter(partijnaam(akte, id)),
    omschrijving,
    gegevens,
    stromen: categorie.stromen ?? akte.mededeling.stromen,
    toelichting,
    verwerkerVan: verwerker_van && partijnaam(akte, verwerker_van),
    enkelTot: enkel_in_venster?.uiterlijk,
  };
}

function hoofdletter(tekst: string): string {
  return tekst.charAt(0).toUpperCase() + tekst.slice(1);
}
