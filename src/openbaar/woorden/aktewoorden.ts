import type { Protocol, Voorwaarde } from '../../protocol/index.ts';

/** The codes of an act in words that a parent knows. */

type Vorm = Protocol['ontvangers']['categorieen'][number]['gegevens'][number]['vorm'];
type Rechtswege = Protocol['einde']['van_rechtswege'][number];

/** What is added to the name of a datum. A datum that leaves as it is needs no words. */
export const VORMWOORDEN: Record<Vorm, string> = {
  klaar: '',
  hash: 'als een code die de ontvanger niet kan terugrekenen',
  pseudoniem: 'onder een schuilnaam',
};

export const VOORWAARDEWOORDEN: Record<Voorwaarde, string> = {
  inschrijving: 'De leerling is ingeschreven in een school.',
  doelgroep: 'De leerling hoort bij de leerlingen voor wie deze afspraak geldt.',
  samenwerking: 'De school van de leerling werkt met deze toepassing.',
  zichtbaarheid: 'De school zette de toepassing klaar voor deze leerling.',
  toegewezen_toets: 'Voor de leerling staat er een toets klaar.',
};

export const RECHTSWEGEWOORDEN: Record<Rechtswege, string> = {
  periode_voorbij: 'als de afgesproken periode voorbij is',
  dienst_gestopt: 'als de dienst stopt',
  rechtsgrond_vervallen: 'als de wettelijke reden wegvalt',
};

export const ONDERWIJSWOORDEN: Record<Protocol['doelgroep']['onderwijs'][number], string> = {
  kleuter: 'kleuteronderwijs',
  lager: 'lager onderwijs',
  secundair: 'secundair onderwijs',
};

/** The grounds of the GDPR (art. 6.1 and 9.2) that an act can name. */
const GRONDWOORDEN: Record<string, string> = {
  '6.1.a': 'toestemming van wie het aangaat',
  '6.1.b': 'nodig om een overeenkomst uit te voeren',
  '6.1.c': 'een wet verplicht het',
  '6.1.d': 'nodig om iemands leven te beschermen',
  '6.1.e': 'een taak voor iedereen (algemeen belang)',
  '6.1.f': 'een gerechtvaardigd belang',
  '9.2.a': 'uitdrukkelijke toestemming voor gevoelige gegevens',
  '9.2.b': 'gevoelige gegevens voor sociale bescherming',
  '9.2.c': 'gevoelige gegevens om een leven te beschermen',
  '9.2.d': 'gevoelige gegevens binnen een vereniging',
  '9.2.e': 'gevoelige gegevens die iemand zelf openbaar maakte',
  '9.2.f': 'gevoelige gegevens voor een rechtszaak',
  '9.2.g': 'gevoelige gegevens voor een zwaarwegend algemeen belang',
  '9.2.h': 'gevoelige gegevens voor gezondheidszorg',
  '9.2.i': 'gevoelige gegevens voor de volksgezondheid',
  '9.2.j': 'gevoelige gegevens voor onderzoek',
};

export function grondInWoorden(grond: string): string {
  return GRONDWOORDEN[grond] ?? 'een grond uit de AVG';
}

/**
 * How a party or a recipient is called on a page, in the words of its act. An act describes a recipient in a
 * sentence, and what stands before its first comma says who it is. Another word, such as ACM, stays as it is.
 */
export function partijnaam({ partijen, ontvangers }: Pick<Protocol, 'partijen' | 'ontvangers'>, id: string): string {
  const ontvanger = ontvangers.categorieen.find((categorie) => categorie.id === id);
  return partijen.find((partij) => partij.id === id)?.naam ?? ontvanger?.omschrijving.split(',')[0] ?? id;
}
