import type { Afbouwplicht, Akteneinde, Levensloop, Protocol, Versiestand } from '../protocol/index.ts';

/**
 * What parties are told about an act.
 * - `gewijzigd`: another text takes over, or took over
 * - `opgezegd`: a party gave notice, and its term runs
 * - `einde_aangekondigd`: the act ends on a day to come, in another way than by notice or by its own last day
 * - `loopt_af`: it ends within thirty days, by its own last day or by notice
 * - `geëindigd`
 * - `attest_nadert`, `attest_ontbreekt`: a recipient must soon attest what it destroyed, or is late (`attestbericht.ts`)
 */
export const BERICHTSOORTEN = [
  'gewijzigd',
  'opgezegd',
  'einde_aangekondigd',
  'loopt_af',
  'geëindigd',
  'attest_nadert',
  'attest_ontbreekt',
] as const;
export type Berichtsoort = (typeof BERICHTSOORTEN)[number];

/** Something that the parties of an act are to be told. */
export interface Aktebericht {
  soort: Berichtsoort;
  /** Names it among all of this act, from the facts alone: whoever looks, and whenever, finds the same one. */
  kenmerk: string;
  protocol: string;
  titel: string;
  /** The parties, by id. */
  partijen: readonly string[];
  /** The first day on which it holds, or the last day of what must be attested. */
  dag: Temporal.PlainDate;
  /** With `gewijzigd`. */
  teksten?: { oud: Protocol; nieuw: Protocol };
  /** With what is about an attest. */
  taak?: Afbouwplicht;
  /** With all others, beside the text that ends. */
  einde?: Akteneinde;
  akte?: Protocol;
}

/** An act that lapses is told so many days before. */
const VOORAF = 30;
/** What lies longer ago is history: a new contact, or a server that was away for a year, is not told about it. */
const TERUG = 30;

/** What is to be told today about an act. It follows from the act's life alone, and not from what was told before. */
export function akteberichten(leven: Levensloop, vandaag: Temporal.PlainDate): Aktebericht[] {
  return [...wijzigingen(leven, vandaag), ...einden(leven, vandaag)];
}

function wijzigingen({ naam, versies, einde }: Levensloop, vandaag: Temporal.PlainDate): Aktebericht[] {
  const keten = versies.filter(({ fase, begint }) => begint !== undefined && fase !== 'gesloten');
  return keten.flatMap((nieuwe, plaats): Aktebericht[] => {
    const oude = keten[plaats - 1];
    if (!oude || !isKomendOfGeldig(nieuwe) || isVoorLang(nieuwe.begint, vandaag)) return [];
    if (einde && !isVoor(nieuwe.begint, einde.vanaf)) return [];
    return [
      {
        soort: 'gewijzigd',
        kenmerk: `gewijzigd ${nieuwe.hash}`,
        protocol: naam,
        titel: nieuwe.protocol.titel,
        partijen: [...new Set([...partijenVan(oude), ...partijenVan(nieuwe)])],
        dag: nieuwe.begint as Temporal.PlainDate,
        teksten: { oud: oude.protocol, nieuw: nieuwe.protocol },
      },
    ];
  });
}

function isKomendOfGeldig({ fase }: Versiestand): boolean {
  return fase === 'getekend' || fase === 'in_werking' || fase === 'opgezegd';
}

function einden({ naam, tekst, einde }: Levensloop, vandaag: Temporal.PlainDate): Aktebericht[] {
  if (!tekst || !einde || isVoorLang(einde.vanaf, vandaag)) return [];
  return soortenVan(einde, vandaag).map((soort) => ({
    soort,
    kenmerk: `${soort} ${einde.vanaf} ${einde.grond}`,
    protocol: naam,
    titel: tekst.protocol.titel,
    partijen: partijenVan(tekst),
    dag: einde.vanaf,
    einde,
    akte: tekst.protocol,
  }));
}

function soortenVan({ vanaf, grond }: Akteneinde, vandaag: Temporal.PlainDate): Berichtsoort[] {
  const nog = vandaag.until(vanaf).days;
  if (nog <= 0) return ['geëindigd'];
  if (grond === 'opzegging') return nog <= VOORAF ? ['opgezegd', 'loopt_af'] : ['opgezegd'];
  if (grond === 'periode_voorbij') return nog <= VOORAF ? ['loopt_af'] : [];
  return ['einde_aangekondigd'];
}

function isVoorLang(dag: Temporal.PlainDate | undefined, vandaag: Temporal.PlainDate): boolean {
  return dag === undefined || dag.until(vandaag).days > TERUG;
}

/** A text that would begin when the act has ended never holds. */
function isVoor(dag: Temporal.PlainDate | undefined, ander: Temporal.PlainDate): boolean {
  return dag !== undefined && Temporal.PlainDate.compare(dag, ander) < 0;
}

function partijenVan({ protocol }: Versiestand): string[] {
  return protocol.partijen.map(({ id }) => id);
}
