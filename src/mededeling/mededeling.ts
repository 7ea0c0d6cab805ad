import { type Mededelingsbewijs, schrijfPrivacylog } from '../privacy/privacylog.ts';
import { type Gegevensbron, openVensters, type Technisch, type Venster } from '../protocol/index.ts';
import type { Inschrijving, Leerling } from '../register/index.ts';
import type { Database } from '../store/database.ts';
import type { Schoolkeuzes, Toepassing } from '../toepassingen/index.ts';
import { GEEN_KLASSEN, grondslagVan, type Klassenbenodigdheden, leesKlassen, nogGeldig } from './klassen.ts';
import { alsPoort, leesPoort, type Poortrij } from './poortlezing.ts';
import { stelSamen } from './samenstelling.ts';
import { beoordeelOpening, beoordeelToegang, type Weigering } from './toegang.ts';

/** What the door needs from elsewhere; `server.ts` hands it over. */
export interface Deurbenodigdheden extends Klassenbenodigdheden {
  db: Database;
  toepassingen: ReadonlyMap<string, Toepassing>;
  /** Throws where it can't be known which protocols were stopped by now. */
  leesStopsZoNodig(): Promise<void>;
  /** Of the open windows alone. */
  leesToetsen(leerlingId: string, vensters: readonly Venster[]): Promise<Gegevensbron['toetsen']>;
}

/** A pupil who may enter an application now. Only `vraagToegang` makes one, and only with it does the door open. */
export interface Toegang {
  readonly toepassing: Toepassing;
  readonly leerling: Leerling;
  readonly inschrijvingen: readonly Inschrijving[];
  readonly keuzes: Schoolkeuzes;
  /** Tests of the windows that are open today. */
  readonly toetsen: Gegevensbron['toetsen'];
}

export type Toegangsantwoord = { toegelaten: true; toegang: Toegang } | { toegelaten: false; reden: Weigering };

/** Whether the application is open today, whoever the pupil is. */
export async function vraagOpen(
  { klok, toepassingen, leesStopsZoNodig }: Deurbenodigdheden,
  clientId: string,
): Promise<Weigering | undefined> {
  await leesStopsZoNodig();
  const toepassing = toepassingen.get(clientId);
  if (!toepassing) return 'protocol_niet_in_werking';
  return bezwaarVandaag({ klok }, toepassing);
}

function bezwaarVandaag({ klok }: Pick<Deurbenodigdheden, 'klok'>, { deel, geldigheidOp }: Toepassing) {
  const vandaag = klok.vandaag();
  return beoordeelOpening({ deel, geldigheid: geldigheidOp(vandaag), vandaag });
}

/**
 * The gate: reads what is known today and lets the pure rules of `toegang.ts` decide.
 * @param gelezen what another statement of the same request read along by `poortSql`; null when it found nobody
 */
export async function vraagToegang(
  nodig: Deurbenodigdheden,
  clientId: string,
  accountUuid: string,
  gelezen?: Poortrij | null,
): Promise<Toegangsantwoord> {
  const toepassing = nodig.toepassingen.get(clientId);
  if (!toepassing) return { toegelaten: false, reden: 'protocol_niet_in_werking' };
  const vandaag = nodig.klok.vandaag();
  const rij = gelezen === undefined ? await leesPoort(nodig.db, accountUuid, clientId, vandaag) : gelezen;
  if (!rij) return { toegelaten: false, reden: 'account_onbekend' };
  const { leerling, keuzes } = alsPoort(rij);
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
    toegang: { toepassing, leerling, inschrijvingen: oordeel.inschrijvingen, keuzes, toetsen },
  };
}

/** Read only for an application that may have them. Those outside an open window are not for it (S3 art. 4, recital C). */
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

/** What an answer of OpenID Connect is to carry. */
export interface Vraag {
  aanleiding: Mededelingsbewijs['aanleiding'];
  /** Claims that the application asked for. */
  gevraagd: ReadonlySet<string>;
  /** What the answer carries by itself, `sub` always: it leaves with data or without. */
  technisch: readonly ['sub', ...Technisch[]];
  /** The `uid` of the session from which it comes: when that ends, the application hears so. */
  sessie?: string | undefined;
}

/**
 * The door: composes what was asked, makes the log row durable, and only then hands the claims over.
 * @returns undefined where the protocol or the session ended meanwhile: then nothing may leave, `sub` neither
 */
export async function deelMee(
  nodig: Deurbenodigdheden,
  toegang: Toegang,
  { aanleiding, gevraagd, technisch, sessie }: Vraag,
): Promise<Record<string, unknown> | undefined> {
  const { toepassing, leerling, inschrijvingen, toetsen } = toegang;
  const stel = (klassen: Gegevensbron['klassen'], gegevens = toepassing.deel.gegevens) =>
    stelSamen({
      deel: { ...toepassing.deel, gegevens },
      bron: { ...leerling, inschrijvingen, klassen, toetsen },
      gevraagd,
      leerIdAlsLijst: toepassing.dossier.ov_leerid_uuid_als_lijst,
    });
  const magKlas = gevraagd.has('ov_klas') && toepassing.deel.gegevens.some(({ code }) => code === 'klasinformatie');
  const eerst = magKlas ? await leesKlassen(nodig, toegang) : GEEN_KLASSEN;
  const samenstelling = stel(eerst.klassen);
  const gelogd = await schrijfPrivacylog(nodig.db, {
    tijdstip: nodig.klok.nu(),
    protocol: toepassing.protocol.protocol,
    protocolHash: toepassing.protocolHash,
    clientId: toepassing.dossier.client_id,
    leerlingId: leerling.id,
    accountUuid: leerling.account_uuid,
    gegevens: [...technisch, ...samenstelling.gegevens],
    artikelen: samenstelling.artikelen,
    rechtsgrond: toepassing.protocol.rechtsgrond.avg.join(', '),
    aanleiding,
    sessie,
    onder: samenstelling.gegevens.includes('klasinformatie') ? grondslagVan(eerst) : undefined,
  });
  if (!gelogd) return undefined;
  // The log may have been long in coming. A row of what did not leave can be explained; what left can't be taken back.
  const daarna = eerst.klassen.length ? await leesKlassen(nodig, toegang) : GEEN_KLASSEN;
  await nodig.leesStopsZoNodig();
  if (bezwaarVandaag(nodig, toepassing)) return undefined;
  // A class that went meanwhile makes room for nothing else: only what the row names may still leave.
  const inDeRij = toepassing.deel.gegevens.filter(({ code }) => samenstelling.gegevens.includes(code));
  return stel(nogGeldig(nodig, eerst, daarna), inDeRij).claims;
}
