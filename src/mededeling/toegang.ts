import { type Geldigheid, ONDERWIJS, type Ontvangersdeel, type Protocol, type Voorwaarde } from '../protocol/index.ts';
import { type Inschrijving, isActief } from '../register/index.ts';
import type { Schoolkeuzes } from '../toepassingen/index.ts';
import { beoordeelOpening } from './opening.ts';

/**
 * Why the gate refuses, for the pupil and for the operator's log. `oidc/toegang/weigeringscode.ts` says what
 * an application hears.
 */
export const WEIGERREDENEN = [
  'protocol_niet_in_werking',
  'stroom_niet_voorzien',
  'buiten_venster',
  'account_onbekend',
  'geen_inschrijving',
  'niet_in_doelgroep',
  'school_werkt_niet_samen',
  'niet_zichtbaar',
  'geen_toets',
] as const;
export type Weigerreden = (typeof WEIGERREDENEN)[number];

export interface Voorwaardenvraag {
  protocol: Pick<Protocol, 'voorwaarden' | 'doelgroep' | 'mededeling'>;
  inschrijvingen: readonly Inschrijving[];
  keuzes: Schoolkeuzes;
  /** How many tests of an open window are assigned to the pupil. */
  toetsen: number;
  vandaag: Temporal.PlainDate;
  /** False for a recipient that is no application. Default: true. */
  isToepassing?: boolean | undefined;
}

export interface Toegangsvraag extends Voorwaardenvraag {
  deel: Ontvangersdeel;
  geldigheid: Geldigheid;
}

/** `inschrijvingen` are the enrolments that meet every condition of the act. Only these may be told. */
export type Oordeel = { toegelaten: true; inschrijvingen: Inschrijving[] } | { toegelaten: false; reden: Weigerreden };

interface Voorwaarderegel {
  voorwaarde: Voorwaarde;
  reden: Weigerreden;
  laatToe(inschrijving: Inschrijving, vraag: Voorwaardenvraag): boolean;
  /**
   * Schools choose applications. Of a recipient that is none, such a condition asks nothing: S2 art. 4 lets the
   * managers of LeerID see classes, whatever application a school works with.
   */
  enkelVoorToepassing?: true;
}

/**
 * What an act can ask of an enrolment. A pupil is told the first condition that fails, in this order.
 * docs/keuzes/deur.md#the-conditions-of-the-gate-are-those-of-the-act
 */
const REGELS: readonly Voorwaarderegel[] = [
  {
    voorwaarde: 'inschrijving',
    reden: 'geen_inschrijving',
    laatToe: (inschrijving, { protocol, vandaag }) => isActief(inschrijving, vandaag, protocol.mededeling.respijtdagen),
  },
  { voorwaarde: 'doelgroep', reden: 'niet_in_doelgroep', laatToe: isVanDoelgroep },
  {
    voorwaarde: 'samenwerking',
    enkelVoorToepassing: true,
    reden: 'school_werkt_niet_samen',
    laatToe: ({ instellingsnummer }, { keuzes }) => keuzes.samenwerkendeScholen.has(instellingsnummer),
  },
  {
    voorwaarde: 'zichtbaarheid',
    enkelVoorToepassing: true,
    reden: 'niet_zichtbaar',
    laatToe: ({ instellingsnummer }, { keuzes }) => keuzes.zichtbaarIn.has(instellingsnummer),
  },
  { voorwaarde: 'toegewezen_toets', reden: 'geen_toets', laatToe: (_, { toetsen }) => toetsen > 0 },
];

/**
 * May this pupil enter this application today? The act says on what conditions (S0, S1: recital D and art. 3;
 * S3: art. 4).
 */
export function beoordeelToegang(vraag: Toegangsvraag): Oordeel {
  const bezwaar = beoordeelOpening({ ...vraag, gelegenheid: { stroom: 'bij_aanmelding' } });
  return bezwaar ? { toegelaten: false, reden: bezwaar } : toetsVoorwaarden(vraag);
}

/** The enrolments that meet the conditions of an act, or the first condition that none of them meets. */
export function toetsVoorwaarden(vraag: Voorwaardenvraag): Oordeel {
  const { voorwaarden } = vraag.protocol;
  let inschrijvingen = [...vraag.inschrijvingen];
  for (const { voorwaarde, reden, laatToe, enkelVoorToepassing } of REGELS) {
    if (!voorwaarden.some((gesteld) => gesteld.voorwaarde === voorwaarde)) continue;
    if (enkelVoorToepassing && vraag.isToepassing === false) continue;
    inschrijvingen = inschrijvingen.filter((inschrijving) => laatToe(inschrijving, vraag));
    if (inschrijvingen.length === 0) return { toegelaten: false, reden };
  }
  return { toegelaten: true, inschrijvingen };
}

/** The first digit of a hoofdstructuur is the level: 1 kleuter, 2 lager, 3 secundair. */
function isVanDoelgroep(
  { hoofdstructuur, erkend }: Inschrijving,
  { protocol: { doelgroep } }: Voorwaardenvraag,
): boolean {
  const niveau = ONDERWIJS[Number(hoofdstructuur[0]) - 1];
  if (!niveau || !doelgroep.onderwijs.includes(niveau)) return false;
  return erkend || !doelgroep.enkel_erkende_scholen;
}
