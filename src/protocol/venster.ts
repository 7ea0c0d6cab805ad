import type { Protocol } from './schema.ts';

/** The data that one recipient of a protocol may get, and when: what the gate and the door work with. */
export interface Ontvangersdeel {
  stroom: Protocol['mededeling']['stroom'];
  gegevens: Protocol['gegevens'];
  vensters: NonNullable<Protocol['ontvangers']['categorieen'][number]['vensters']> | undefined;
}

/** The part for one recipient of art. 4; without a name: everything that art. 3 lists. */
export function deelVoorOntvanger(protocol: Protocol, id?: string): Ontvangersdeel | undefined {
  if (id === undefined) return { stroom: protocol.mededeling.stroom, gegevens: protocol.gegevens, vensters: undefined };
  const ontvanger = protocol.ontvangers.categorieen.find((categorie) => categorie.id === id);
  if (!ontvanger) return undefined;
  return {
    stroom: ontvanger.stroom ?? protocol.mededeling.stroom,
    gegevens: protocol.gegevens.filter(({ code }) => ontvanger.gegevens?.includes(code) ?? true),
    vensters: ontvanger.vensters,
  };
}

/** Whether the protocol tells recipients apart at sign-in: then nobody may come without saying which one it is. */
export function onderscheidtOntvangers({ mededeling, ontvangers }: Protocol): boolean {
  return ontvangers.categorieen.some(
    ({ stroom, gegevens, vensters }) => (stroom ?? mededeling.stroom) === 'bij_aanmelding' && (gegevens || vensters),
  );
}

/** Whether a yearly window of the recipient is open today; both ends count, and a window may run over New Year. */
export function binnenVenster({ vensters }: Ontvangersdeel, vandaag: Temporal.PlainDate): boolean {
  if (!vensters) return true;
  const maanddag = vandaag.toString().slice(5);
  return vensters.some(({ van, tot }) =>
    van <= tot ? van <= maanddag && maanddag <= tot : van <= maanddag || maanddag <= tot,
  );
}
