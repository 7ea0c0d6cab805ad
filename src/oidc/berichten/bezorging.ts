import type { JWK } from 'jose';
import type { Database } from '../../store/index.ts';
import { type Afmeldbericht, maakOndertekenaar, stuur } from './afmeldbericht.ts';
import { neemBerichten, type Uitslag, verwerkUitslag } from './wachtende_berichten.ts';

export interface Bezorgbenodigdheden {
  db: Database;
  issuer: string;
  pairwiseZout: string;
  sleutels(): Promise<JWK[]>;
  haal(adres: string, opties: RequestInit): Promise<Response>;
  /** Called each time that an application did not answer. */
  meldStoring(clientId: string): void;
}

/**
 * Connections to one application. After this many failures in a row, the application counts as not answering.
 */
const TEGELIJK = 8;

/** Sends what waits for one application, until nothing is left to send now. */
export async function bedien(nodig: Bezorgbenodigdheden, clientId: string, moetStoppen: () => boolean): Promise<void> {
  while (!moetStoppen()) {
    const berichten = await neemBerichten(nodig.db, clientId);
    if (berichten.length === 0) return;
    const uitslag = await bezorgReeks(nodig, berichten, moetStoppen);
    await verwerkUitslag(nodig.db, clientId, uitslag);
    if (uitslag.stuk) nodig.meldStoring(clientId);
  }
}

async function bezorgReeks(
  nodig: Bezorgbenodigdheden,
  berichten: readonly Afmeldbericht[],
  moetStoppen: () => boolean,
): Promise<Uitslag> {
  const onderteken = await maakOndertekenaar(nodig.issuer, nodig.pairwiseZout, await nodig.sleutels());
  const wachtend = [...berichten];
  const bezorgd: string[] = [];
  const mislukt: string[] = [];
  let opRij = 0;
  const isStuk = () => opRij >= Math.min(TEGELIJK, berichten.length);
  const bezorgOmDeBeurt = async () => {
    while (!isStuk() && !moetStoppen()) {
      const bericht = wachtend.shift();
      if (!bericht) return;
      try {
        await stuur(bericht, onderteken, nodig.haal);
        bezorgd.push(bericht.id);
        opRij = 0;
      } catch {
        mislukt.push(bericht.id);
        opRij++;
      }
    }
  };
  await Promise.all(Array.from({ length: TEGELIJK }, bezorgOmDeBeurt));
  return { bezorgd, mislukt, over: wachtend.map(({ id }) => id), stuk: isStuk() };
}
