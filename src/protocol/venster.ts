import type { Protocol } from './schema/schema.ts';

/** One round's days in a signed dossier, both included. */
export interface Venster {
  naam: string;
  van: string;
  tot: string;
}

type Categorie = Protocol['ontvangers']['categorieen'][number];

/** The data that one recipient of a protocol may get, in which form, and when: what the gate and the door work with. */
export interface Ontvangersdeel {
  stromen: Protocol['mededeling']['stromen'];
  gegevens: (Protocol['gegevens'][number] & { vorm: Categorie['gegevens'][number]['vorm'] })[];
  periode: Protocol['mededeling']['periode'];
  /** Absent: no windows needed. Empty: shut. */
  vensters: readonly Venster[] | undefined;
}

/**
 * The part for one recipient of art. 4; without a name, that of the receiving party itself: what stands under its own id, or else
 * all of art. 3 (S4 recital C2: DOV gets nothing itself). What the article on recipients adds for a recipient alone (the assigned
 * tests of S3) is no datum of the party.
 * @param vensters what the signed dossier says; they count where the act lets data leave in windows alone
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

/** A hash or a pseudonym, and what depends on the groups of a school, can't be made at a sign-in: then nothing leaves instead. */
export function isLeverbaar({
  vorm,
  enkel_als,
}: Pick<Ontvangersdeel['gegevens'][number], 'vorm' | 'enkel_als'>): boolean {
  return vorm === 'klaar' && !enkel_als;
}

/** What is wrong with the windows of a dossier, in words: each has to be over by the last day that the act allows (S3 art. 3). */
export function vensterfouten(
  { ontvangers }: Protocol,
  id: string | undefined,
  vensters: readonly Venster[],
): string[] {
  const regel = ontvangers.categorieen.find((categorie) => categorie.id === id)?.enkel_in_venster;
  if (!regel) return vensters.length ? ['vensters: deze ontvanger kent er volgens het protocol geen'] : [];
  return vensters
    .filter(({ van, tot }) => tot > eerste(regel.uiterlijk, van))
    .map(({ naam, van }) => `vensters: "${naam}" moet ten laatste op ${eerste(regel.uiterlijk, van)} eindigen`);
}

/** The first such day of the year on or after another day. */
function eerste(maanddag: string, vanaf: string): string {
  const jaar = Number(vanaf.slice(0, 4));
  const dag = `${jaar}-${maanddag}`;
  return dag >= vanaf ? dag : `${jaar + 1}-${maanddag}`;
}

/** The windows that are open on a day; undefined where none are needed. */
export function openVensters({ vensters }: Ontvangersdeel, vandaag: Temporal.PlainDate): Venster[] | undefined {
  return vensters?.filter((venster) => isBinnen(venster, vandaag));
}

/** Whether data may leave today at all: within the period of the act, and in an open window where it asks for one. */
export function binnenVenster(deel: Ontvangersdeel, vandaag: Temporal.PlainDate): boolean {
  if (deel.periode && !isBinnen(deel.periode, vandaag)) return false;
  return openVensters(deel, vandaag)?.length !== 0;
}

/** Both ends count; days of ISO 8601 are in order as text. */
function isBinnen({ van, tot }: { van: string; tot: string }, vandaag: Temporal.PlainDate): boolean {
  const dag = vandaag.toString();
  return van <= dag && dag <= tot;
}
