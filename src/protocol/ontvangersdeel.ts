import type { Protocol } from './schema/schema.ts';
import type { Leverdagen, Venster } from './venster.ts';

type Categorie = Protocol['ontvangers']['categorieen'][number];

/** The data that one recipient of a protocol may get, in which form, and when. Gate and door work with it. */
export interface Ontvangersdeel extends Leverdagen {
  stromen: Protocol['mededeling']['stromen'];
  gegevens: (Protocol['gegevens'][number] & { vorm: Categorie['gegevens'][number]['vorm'] })[];
}

/**
 * The part for one recipient of art. 4. Without a name, it is the part of the receiving party itself: what
 * its own id lists, or otherwise all of art. 3 (S4 recital C2: DOV gets nothing itself). What the article on
 * recipients adds for one recipient (the assigned tests of S3) is not a datum of the party.
 * @param vensters the windows of the signed dossier. They count where the act lets data leave only in windows
 * @returns undefined if the act names no such recipient
 */
export function deelVoorOntvanger(
  protocol: Protocol,
  id?: string,
  vensters: readonly Venster[] = [],
): Ontvangersdeel | undefined {
  const { gegevens, mededeling, ontvangers, partijen } = protocol;
  const { periode } = mededeling;
  const zelf = partijen.find(({ rol }) => rol === 'ontvanger')?.id;
  const ontvanger = ontvangers.categorieen.find((categorie) => categorie.id === (id ?? zelf));
  if (id === undefined && !ontvanger) {
    const eigen = gegevens.filter(({ artikel }) => artikel !== ontvangers.artikel);
    return {
      stromen: mededeling.stromen,
      gegevens: eigen.map((gegeven) => ({ ...gegeven, vorm: 'klaar' })),
      periode,
      vensters: undefined,
    };
  }
  if (!ontvanger) return undefined;
  const vormen = new Map(ontvanger.gegevens.map(({ code, vorm }) => [code, vorm]));
  return {
    stromen: ontvanger.stromen ?? mededeling.stromen,
    gegevens: gegevens.flatMap((gegeven) => {
      const vorm = vormen.get(gegeven.code);
      return vorm ? [{ ...gegeven, vorm }] : [];
    }),
    periode,
    vensters: ontvanger.enkel_in_venster && vensters,
  };
}

type Deelgegeven = Ontvangersdeel['gegevens'][number];

/**
 * Makes a datum in another form than as it is, for one recipient. A flow without a maker for a form leaves every
 * datum in that form inside.
 */
export type Vormmakers = Readonly<
  Partial<Record<Exclude<Deelgegeven['vorm'], 'klaar'>, (code: string, waarde: unknown) => unknown>>
>;

/** A sign-in makes no hash and no pseudonym. */
const GEEN_MAKERS: Vormmakers = {};

/**
 * Whether a datum can be handed over in the form that the act asks. Nothing leaves in the place of one that can't:
 * a form without a maker, or what depends on the groups of a school.
 */
export function isLeverbaar(
  { vorm, enkel_als }: Pick<Deelgegeven, 'vorm' | 'enkel_als'>,
  makers: Vormmakers = GEEN_MAKERS,
): boolean {
  return !enkel_als && (vorm === 'klaar' || makers[vorm] !== undefined);
}
