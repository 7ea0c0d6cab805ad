import {
  alsVersietekst,
  geldigheidOp,
  type Levensfeiten,
  type Levensloop,
  levensloop,
  type Protocoldossier,
  type Protocollen,
  type Stopzetting,
  vroegste,
} from '../../protocol/index.ts';
import type { BewaardeTekst, BewaardeTeksten } from './bewaarde_teksten.ts';

/** All that is known of acts: the folder, what the database keeps, and the stops. */
export interface Aktefeiten {
  protocollen: Protocollen;
  bewaard: BewaardeTeksten;
  stops: ReadonlyMap<string, Stopzetting>;
}

/** The life of each act, by name: of those in the folder, and of those that were in force once. */
export function levenslopenOp(feiten: Aktefeiten, vandaag: Temporal.PlainDate): ReadonlyMap<string, Levensloop> {
  const namen = new Set([...feiten.protocollen.dossiers.map(({ naam }) => naam), ...feiten.bewaard.keys()]);
  return new Map([...namen].sort().map((naam) => [naam, levensloopOp(feiten, naam, vandaag)]));
}

/** As the database alone tells it, where a folder can't be read. */
export function levenslopenVanBewaarde(
  bewaard: BewaardeTeksten,
  vandaag: Temporal.PlainDate,
): ReadonlyMap<string, Levensloop> {
  const leeg = { dossiers: [], partijen: [], fouten: [] };
  return levenslopenOp({ protocollen: leeg, bewaard, stops: new Map() }, vandaag);
}

function levensloopOp(
  { protocollen, bewaard, stops }: Aktefeiten,
  naam: string,
  vandaag: Temporal.PlainDate,
): Levensloop {
  const dossiers = protocollen.dossiers.filter((een) => een.naam === naam);
  const teksten = tekstenVan(dossiers, bewaard.get(naam) ?? [], protocollen, vandaag);
  const verteld = (stopzetting: Stopzetting | undefined): Levensfeiten => ({ naam, teksten, stopzetting, vandaag });
  const { tekst } = levensloop(verteld(stops.get(naam)));
  // A stop in the folder counts by the text that holds today, and not by one that is still to come.
  const inMap = dossiers.find(({ hash }) => hash === tekst?.hash)?.stopzetting;
  return levensloop(verteld(vroegste([stops.get(naam) ?? [], inMap ?? []].flat())));
}

function tekstenVan(
  dossiers: readonly Protocoldossier[],
  bewaard: readonly BewaardeTekst[],
  { partijen }: Protocollen,
  vandaag: Temporal.PlainDate,
) {
  const perHash = new Map(bewaard.map((een) => [een.hash, een]));
  const inMap = dossiers.flatMap((dossier) => {
    const { protocol, hash, oordelen, naam } = dossier;
    if (protocol?.protocol !== naam) return [];
    const eerder = perHash.get(hash);
    const geldigheid = geldigheidOp(dossier, partijen, vandaag);
    return alsVersietekst(protocol, [...oordelen, ...(eerder?.oordelen ?? [])], {
      hash,
      gezien: eerder?.gezien,
      geldigheid,
    });
  });
  const weg = bewaard.filter(({ hash }) => !inMap.some((een) => een.hash === hash));
  return [
    ...inMap,
    ...weg.map(({ hash, protocol, oordelen, gezien }) =>
      alsVersietekst(protocol, oordelen, { hash, gezien, geldigheid: undefined }),
    ),
  ];
}
