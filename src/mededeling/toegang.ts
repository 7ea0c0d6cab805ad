import { binnenVenster, type Geldigheid, type Ontvangersdeel } from '../protocol/index.ts';
import { type Inschrijving, isActief } from '../register/index.ts';
import type { Schoolkeuzes } from '../toepassingen/index.ts';

/** Why the gate stays shut: for the pupil and the operator's log. `oidc/weigeringscode.ts` says what an application hears. */
export const WEIGERINGEN = [
  'protocol_niet_in_werking',
  'buiten_venster',
  'account_onbekend',
  'geen_inschrijving',
  'school_werkt_niet_samen',
  'niet_zichtbaar',
] as const;
export type Weigering = (typeof WEIGERINGEN)[number];

export interface Toegangsvraag {
  /** Days of grace after an enrolment ended, as the protocol grants them. */
  respijtdagen: number;
  deel: Ontvangersdeel;
  geldigheid: Geldigheid;
  inschrijvingen: readonly Inschrijving[];
  keuzes: Schoolkeuzes;
  vandaag: Temporal.PlainDate;
}

/** `inschrijvingen` are those that may be spoken of: active today, in a school that works with the application and made it visible. */
export type Oordeel = { toegelaten: true; inschrijvingen: Inschrijving[] } | { toegelaten: false; reden: Weigering };

/** Whether the application may receive anyone at all today, before we know which pupil knocks. */
export function beoordeelOpening(vraag: Pick<Toegangsvraag, 'deel' | 'geldigheid' | 'vandaag'>): Weigering | undefined {
  if (!vraag.geldigheid.in_werking) return 'protocol_niet_in_werking';
  if (!binnenVenster(vraag.deel, vraag.vandaag)) return 'buiten_venster';
  return undefined;
}

/** May this pupil enter this application today (S0, S1: recital D and art. 3)? */
export function beoordeelToegang(vraag: Toegangsvraag): Oordeel {
  const bezwaar = beoordeelOpening(vraag);
  if (bezwaar) return { toegelaten: false, reden: bezwaar };

  const actief = vraag.inschrijvingen.filter((inschrijving) =>
    isActief(inschrijving, vraag.vandaag, vraag.respijtdagen),
  );
  if (actief.length === 0) return { toegelaten: false, reden: 'geen_inschrijving' };

  const inSamenwerking = actief.filter(({ instellingsnummer }) =>
    vraag.keuzes.samenwerkendeScholen.has(instellingsnummer),
  );
  if (inSamenwerking.length === 0) return { toegelaten: false, reden: 'school_werkt_niet_samen' };

  const zichtbaar = inSamenwerking.filter(({ instellingsnummer }) => vraag.keuzes.zichtbaarIn.has(instellingsnummer));
  if (zichtbaar.length === 0) return { toegelaten: false, reden: 'niet_zichtbaar' };
  return { toegelaten: true, inschrijvingen: zichtbaar };
}
