import type { Contact, Partijcontacten } from '../protocol/index.ts';

/** How a contact is reached. */
export type Kanaal = 'email' | 'webhook';

export interface Geadresseerde {
  partij: string;
  kanaal: Kanaal;
  adres: string;
}

/** Where these parties are told something today, each address once. */
export function geadresseerden(
  partijen: readonly string[],
  bekend: readonly Partijcontacten[],
  vandaag: Temporal.PlainDate,
): Geadresseerde[] {
  const alle = bekend
    .filter(({ partij }) => partijen.includes(partij))
    .flatMap(({ partij, contacten }) =>
      contacten.filter((een) => geldtOp(een, vandaag)).map((een) => ({ partij, ...plaatsVan(een) })),
    );
  return [...new Map(alle.map((een) => [`${een.partij} ${een.kanaal} ${een.adres}`, een])).values()];
}

/** The last day counts. */
function geldtOp({ van, tot }: Contact, vandaag: Temporal.PlainDate): boolean {
  const dag = vandaag.toString();
  return van <= dag && (tot === undefined || dag <= tot);
}

function plaatsVan({ email, webhook }: Contact): Pick<Geadresseerde, 'kanaal' | 'adres'> {
  return email === undefined ? { kanaal: 'webhook', adres: webhook ?? '' } : { kanaal: 'email', adres: email };
}
