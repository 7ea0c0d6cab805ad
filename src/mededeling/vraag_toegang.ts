import { type Gegevensbron, openVensters, type Venster } from '../protocol/index.ts';
import type { Inschrijving, Leerling } from '../register/index.ts';
import type { Database } from '../store/index.ts';
import type { Schoolkeuzes, Toepassing } from '../toepassingen/index.ts';
import type { Klassenbenodigdheden } from './klassen.ts';
import { type Leesmoment, leesmoment } from './leesmoment.ts';
import { beoordeelOpening } from './opening.ts';
import { beoordeelToegang, type Weigerreden } from './toegang.ts';
import { leesToegang, type Toegangslezing, vanToegangsrij } from './toegangslezing.ts';

/** What the gate and the door need from elsewhere; the room (kamer.ts) puts it together. */
export interface Deurbenodigdheden extends Klassenbenodigdheden {
  db: Database;
  toepassingen: ReadonlyMap<string, Toepassing>;
  /** Throws if it can't be known which protocols were stopped by now. */
  leesStopsZoNodig(): Promise<void>;
  /** Tests of the open windows alone. */
  leesToetsen(leerlingId: string, vensters: readonly Venster[]): Promise<Gegevensbron['toetsen']>;
}

/** A pupil who may enter an application now. Only `vraagToegang` makes one, and only this opens the door. */
export interface Toegang {
  readonly toepassing: Toepassing;
  readonly leerling: Leerling;
  readonly inschrijvingen: readonly Inschrijving[];
  readonly keuzes: Schoolkeuzes;
  /** Tests of the windows that are open today. */
  readonly toetsen: Gegevensbron['toetsen'];
  /** When the reading began. */
  readonly begonnen: Leesmoment;
}

export type Toegangsantwoord = { toegelaten: true; toegang: Toegang } | { toegelaten: false; reden: Weigerreden };

/** Whether the application is open today, whoever the pupil is. */
export async function vraagOpen(
  { klok, toepassingen, leesStopsZoNodig }: Deurbenodigdheden,
  clientId: string,
): Promise<Weigerreden | undefined> {
  await leesStopsZoNodig();
  const toepassing = toepassingen.get(clientId);
  if (!toepassing) return 'protocol_niet_in_werking';
  return bezwaarVandaag({ klok }, toepassing);
}

export function bezwaarVandaag({ klok }: Pick<Deurbenodigdheden, 'klok'>, { deel, geldigheidOp }: Toepassing) {
  const vandaag = klok.vandaag();
  const gelegenheid = { stroom: 'bij_aanmelding' } as const;
  return beoordeelOpening({ gelegenheid, deel, geldigheid: geldigheidOp(vandaag), vandaag });
}

/**
 * The gate. It reads what is known today and lets the pure rules of `toegang.ts` decide.
 * @param gelezen what an earlier statement of the same request read along with `toegangSql`
 */
export async function vraagToegang(
  nodig: Deurbenodigdheden,
  clientId: string,
  accountUuid: string,
  gelezen?: Toegangslezing,
): Promise<Toegangsantwoord> {
  const toepassing = nodig.toepassingen.get(clientId);
  if (!toepassing) return { toegelaten: false, reden: 'protocol_niet_in_werking' };
  const { rij, begonnen } = gelezen ?? (await leesToegang(nodig.db, accountUuid, clientId, leesmoment(nodig.klok)));
  if (!rij) return { toegelaten: false, reden: 'account_onbekend' };
  const { vandaag } = begonnen;
  const { leerling, keuzes } = vanToegangsrij(rij);
  const toetsen = await leesToetsen(nodig, toepassing, leerling.id, vandaag);
  // After the last wait: a stop may have come while this request hung.
  await nodig.leesStopsZoNodig();

  const oordeel = beoordeelToegang({
    protocol: toepassing.protocol,
    deel: toepassing.deel,
    geldigheid: toepassing.geldigheidOp(vandaag),
    inschrijvingen: leerling.inschrijvingen,
    keuzes,
    toetsen: toetsen.length,
    vandaag,
  });
  if (!oordeel.toegelaten) return oordeel;
  return {
    toegelaten: true,
    toegang: { toepassing, leerling, inschrijvingen: oordeel.inschrijvingen, keuzes, toetsen, begonnen },
  };
}

/**
 * Tests are read only for an application that may have them, and only those of an open window (S3 art. 4,
 * recital C).
 */
async function leesToetsen(
  nodig: Deurbenodigdheden,
  { deel }: Toepassing,
  leerlingId: string,
  vandaag: Temporal.PlainDate,
): Promise<Gegevensbron['toetsen']> {
  const open = openVensters(deel, vandaag) ?? [];
  if (open.length === 0 || !deel.gegevens.some(({ code }) => code === 'toegewezen_toetsen')) return [];
  return nodig.leesToetsen(leerlingId, open);
}
