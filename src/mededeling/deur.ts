import { type Logschrijver, type Mededelingsbewijs, schrijfPrivacylog } from '../privacy/index.ts';
import type { Technisch } from '../protocol/index.ts';
import { type Deurlezing, doorsnede, leesEerst, leesNaDeRij } from './deurlezing.ts';
import { grondslagVan } from './klassen.ts';
import { type Samenstelling, stelSamen } from './samenstelling.ts';
import { bezwaarVandaag, type Deurbenodigdheden, type Toegang } from './vraag_toegang.ts';

/** What an answer of OpenID Connect has to carry. */
export interface Mededelingsvraag {
  aanleiding: Mededelingsbewijs['aanleiding'];
  /** Claims that the application asked for. */
  gevraagd: ReadonlySet<string>;
  /** What OpenID Connect itself puts in the answer, `sub` always. It leaves with the data, or without any. */
  technisch: readonly ['sub', ...Technisch[]];
  /** The `uid` of the session. When that session ends, the application is told. */
  sessie?: string | undefined;
  /** Writes the log row together with what the caller has to keep before anything leaves. */
  schrijf?: Logschrijver | undefined;
  /** Asks the gate again. Undefined if it now refuses, or if the session or token is gone. */
  vraagOpnieuw(): Promise<Toegang | undefined>;
}

/**
 * The door. It composes what was asked, makes the log row durable, and only then hands the claims over, as
 * far as they are still allowed. A log row of data that did not leave can be explained; data that left can't
 * be taken back.
 * @returns undefined if the pupil may no longer in: then nothing may leave, not even `sub`
 */
export async function deelMee(
  nodig: Deurbenodigdheden,
  toegang: Toegang,
  vraag: Mededelingsvraag,
): Promise<Record<string, unknown> | undefined> {
  const eerst = await leesEerst(nodig, toegang, vraag.gevraagd);
  const teLoggen = stel(eerst, vraag);
  if (!(await schrijfPrivacylog(nodig.db, bewijsVan(nodig, eerst, vraag, teLoggen), vraag.schrijf))) return undefined;
  const daarna = await leesNaDeRij(nodig, eerst, vraag.vraagOpnieuw);
  // Nothing below waits, so nothing can change any more.
  const beide = daarna && doorsnede(nodig, eerst, daarna);
  if (!beide || bezwaarVandaag(nodig, beide.toegang.toepassing)) return undefined;
  return (beide === eerst ? teLoggen : stel(beide, vraag, teLoggen.gegevens)).claims;
}

/** @param enkel the codes that the log row names; if one of them is gone, no other datum may stand in for it */
function stel(
  { toegang, klassen }: Deurlezing,
  { gevraagd }: Mededelingsvraag,
  enkel?: readonly string[],
): Samenstelling {
  const { toepassing, leerling, inschrijvingen, toetsen } = toegang;
  const { deel, dossier } = toepassing;
  return stelSamen({
    deel: enkel ? { ...deel, gegevens: deel.gegevens.filter(({ code }) => enkel.includes(code)) } : deel,
    bron: { ...leerling, inschrijvingen, klassen: klassen.klassen, toetsen },
    gevraagd,
    leerIdAlsLijst: dossier.ov_leerid_uuid_als_lijst,
  });
}

function bewijsVan(
  { klok }: Deurbenodigdheden,
  { toegang: { toepassing, leerling }, klassen }: Deurlezing,
  { aanleiding, technisch, sessie }: Mededelingsvraag,
  { gegevens, artikelen }: Samenstelling,
): Mededelingsbewijs {
  return {
    tijdstip: klok.nu(),
    wie: { soort: 'leerling', id: leerling.id },
    doel: 'toegang_tot_toepassing',
    stroom: 'bij_aanmelding',
    protocol: toepassing.protocol.protocol,
    protocolHash: toepassing.protocolHash,
    clientId: toepassing.dossier.client_id,
    leerling,
    gegevens: [...technisch, ...gegevens],
    artikelen,
    rechtsgrond: toepassing.protocol.rechtsgrond.avg.join(', '),
    aanleiding,
    sessie,
    onder: gegevens.includes('klasinformatie') ? grondslagVan(klassen) : undefined,
  };
}
