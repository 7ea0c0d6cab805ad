import { type Mededelingsbewijs, schrijfPrivacylog } from '../privacy/index.ts';
import type { Technisch } from '../protocol/index.ts';
import { type Deurlezing, doorsnede, leesEerst, leesNaDeRij } from './deurlezing.ts';
import { grondslagVan } from './klassen.ts';
import { type Samenstelling, stelSamen } from './samenstelling.ts';
import { bezwaarVandaag, type Deurbenodigdheden, type Toegang } from './vraag_toegang.ts';

/** What an answer of OpenID Connect is to carry. */
export interface Mededelingsvraag {
  aanleiding: Mededelingsbewijs['aanleiding'];
  /** Claims that the application asked for. */
  gevraagd: ReadonlySet<string>;
  /** What the answer carries by itself, `sub` always: it leaves with data or without. */
  technisch: readonly ['sub', ...Technisch[]];
  /** The `uid` of the session from which it comes: when that ends, the application hears so. */
  sessie?: string | undefined;
  /** Asks the gate again, and whether what the answer rests on still is there: nothing where not. */
  vraagOpnieuw(): Promise<Toegang | undefined>;
}

/**
 * The door: composes what was asked, makes the log row durable, and only then hands the claims over, as far as they were allowed a moment
 * ago. A row of what did not leave can be explained; what left can't be taken back.
 * @returns undefined where that is no longer so: then nothing may leave, `sub` neither
 */
export async function deelMee(
  nodig: Deurbenodigdheden,
  toegang: Toegang,
  vraag: Mededelingsvraag,
): Promise<Record<string, unknown> | undefined> {
  const eerst = await leesEerst(nodig, toegang, vraag.gevraagd);
  const gelogd = stel(eerst, vraag);
  if (!(await schrijfPrivacylog(nodig.db, bewijsVan(nodig, eerst, vraag, gelogd)))) return undefined;
  const daarna = await leesNaDeRij(nodig, eerst, vraag.vraagOpnieuw);
  // From here on nothing is waited for.
  const beide = daarna && doorsnede(nodig, eerst, daarna);
  if (!beide || bezwaarVandaag(nodig, beide.toegang.toepassing)) return undefined;
  return stel(beide, vraag, gelogd.gegevens).claims;
}

/** @param enkel codes that the log names: what went meanwhile makes room for nothing else */
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
