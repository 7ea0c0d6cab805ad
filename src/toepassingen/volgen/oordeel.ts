import { type Geldigheid, type Stopzetting, stopgezet } from '../../protocol/index.ts';

export interface Oordeelvraag {
  /** What the configuration says, as it was last read. */
  geldigheid: Geldigheid;
  /** What the life of its act says of this text today: a later text may have been in force on another node. */
  akteoordeel: Geldigheid | undefined;
  /** The earliest stop of its protocol that this node knows. */
  stopzetting: Stopzetting | undefined;
  /** What stands in its folder as a stop but can't be read as one. */
  stopfout: string | undefined;
  /** Why its client_id does not belong to its party. */
  houderfout: string | undefined;
  /** Whether it is open in the database too, and its last closing is done. */
  geopend: boolean;
  vandaag: Temporal.PlainDate;
}

/** Whether an application is open today. The inputs are followed separately, so that none delays another. */
export function beoordeelToepassing({
  geldigheid,
  akteoordeel,
  stopzetting,
  stopfout,
  houderfout,
  geopend,
  vandaag,
}: Oordeelvraag): Geldigheid {
  if (!geldigheid.in_werking) return geldigheid;
  const gestopt = stopgezet({ stopzetting, vandaag });
  if (gestopt) return { in_werking: false, ...gestopt };
  if (akteoordeel && !akteoordeel.in_werking) return akteoordeel;
  if (stopfout) return { in_werking: false, reden: 'bestand_ongeldig', uitleg: stopfout };
  if (houderfout) return { in_werking: false, reden: 'andere_partij', uitleg: houderfout };
  if (!geopend)
    return {
      in_werking: false,
      reden: 'nog_niet_geopend',
      uitleg: 'eerst eindigt wat voor een sluiting begon, en wordt de akte bewaard',
    };
  return geldigheid;
}
