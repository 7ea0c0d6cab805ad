import { getekendeAkte, leesProtocollen, type Protocol, type Protocoldossier } from '../../protocol/index.ts';
import { metDatabase, type Omgeving } from '../../terminal/index.ts';
import {
  leesBewaardeTeksten,
  leesOpenrijen,
  leesToepassingen,
  levenslopenOp,
  levenslopenVanBewaarde,
} from '../index.ts';

/** The data behind `leerid protocol stop`: the folder as far as it can be read, and the database. */

export interface Stopakte {
  akte: Protocol | undefined;
  /** The first day on which any text of the act held. Undefined where none was ever signed. */
  eersteDag: Temporal.PlainDate | undefined;
  fouten: string[];
}

/**
 * The act under which somebody may end this protocol, or why there is none: the text of today as its parties
 * signed it in the folder, and otherwise the one that was in force last.
 */
export async function leesAkte({ klok, configmap, partijenmap }: Omgeving, naam: string): Promise<Stopakte> {
  const { waarde, fout } = await probeer(leesProtocollen(configmap, partijenmap));
  const bewaard = await metDatabase(leesBewaardeTeksten);
  const protocollen = waarde ?? { dossiers: [], partijen: [], fouten: [] };
  const lopen = levenslopenOp({ protocollen, bewaard, stops: new Map() }, klok.vandaag());
  const hash = lopen.get(naam)?.tekst?.hash;
  const dagen = lopen.get(naam)?.versies.flatMap(({ begint }) => begint ?? []) ?? [];
  const eersteDag = dagen.toSorted(Temporal.PlainDate.compare)[0];
  const dossier =
    protocollen.dossiers.find((een) => een.naam === naam && een.hash === hash) ??
    protocollen.dossiers.find((een) => een.naam === naam);
  const getekend = dossier && getekendeAkte(dossier, klok.vandaag());
  if (getekend) return { akte: getekend, eersteDag, fouten: [] };
  const akte = levenslopenVanBewaarde(bewaard, klok.vandaag()).get(naam)?.tekst?.protocol;
  return {
    akte,
    eersteDag,
    fouten: fout ? [fout, `van protocol "${naam}" is geen versie bewaard`] : zonderAkte(naam, dossier),
  };
}

function zonderAkte(naam: string, dossier: Protocoldossier | undefined): string[] {
  if (!dossier) return [`protocol "${naam}" bestaat niet`];
  const herstel = 'herstel eerst het bestand en zijn handtekeningen; zolang ze niet kloppen, is het gesloten';
  return [...dossier.fouten, `${naam}: ${herstel}`];
}

/** The applications that will shut: those open on any node, and those that the folder would open. */
export async function leesClients(
  { configmap, partijenmap }: Omgeving,
  naam: string,
): Promise<{ clients: string[]; gemist: string[] }> {
  const open = (await metDatabase(leesOpenrijen)).filter(({ protocol }) => protocol === naam);
  const { waarde, fout } = await probeer(leesToepassingen(configmap, undefined, partijenmap));
  const inMap = [...(waarde?.alle.values() ?? [])].filter((een) => een.protocol.protocol === naam);
  const clients = new Set([...open.map((een) => een.client_id), ...inMap.map((een) => een.dossier.client_id)]);
  return {
    clients: [...clients].sort(),
    gemist: fout ? [`De configuratie is niet te lezen: wat nu niet open is, staat er niet bij (${fout}).`] : [],
  };
}

/** A missing folder does not prevent a stop. */
async function probeer<T>(lezing: Promise<T>): Promise<{ waarde?: T; fout?: string }> {
  try {
    return { waarde: await lezing };
  } catch (fout) {
    return { fout: (fout as Error).message };
  }
}
