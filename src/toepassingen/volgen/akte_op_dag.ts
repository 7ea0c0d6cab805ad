import { type Akte, alsAkte, geldigheidOp, type Levensloop, type Protocollen } from '../../protocol/index.ts';
import { beoordeelToepassing } from './oordeel.ts';
import type { Stops } from './volg_stops.ts';
import type { Versies } from './volg_versies.ts';

export interface Aktekennis {
  protocollen: Protocollen;
  levenslopen: ReadonlyMap<string, Levensloop>;
  stops: Pick<Stops, 'bekend' | 'onleesbaar'>;
  versies: Pick<Versies, 'isBewaard' | 'eerdere'>;
  /** Whether made-up parties may have signed it. */
  demo: boolean;
}

/**
 * The act of this name, if it is in force on this day and can be read back later. It is asked beside the
 * application's own act, for data that LeerID itself received under this act.
 */
export function akteOp(
  { protocollen: { dossiers, partijen }, levenslopen, stops, versies, demo }: Aktekennis,
  naam: string,
  vandaag: Temporal.PlainDate,
): Akte | undefined {
  const nu = levenslopen.get(naam)?.nu;
  const dossier = nu && dossiers.find((een) => een.naam === naam && een.hash === nu.hash);
  const protocol = dossier?.protocol;
  if (!protocol || !versies.isBewaard(dossier.hash)) return undefined;
  const verzonnen = new Set(partijen.filter((partij) => partij.demo).map(({ partij }) => partij));
  if (!demo && protocol.partijen.some(({ id }) => verzonnen.has(id))) return undefined;
  const { in_werking } = beoordeelToepassing({
    geldigheid: geldigheidOp(dossier, partijen, vandaag),
    akteoordeel: nu?.geldigheid,
    stopzetting: stops.bekend.get(naam),
    stopfout: stops.onleesbaar.get(naam),
    houderfout: undefined,
    geopend: true,
    vandaag,
  });
  return in_werking ? alsAkte(protocol, dossier, versies.eerdere(dossier.hash)) : undefined;
}
