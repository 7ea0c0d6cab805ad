import { type Geldigheid, nietStopgezet, type Stopzetting } from '../protocol/index.ts';

export interface Oordeelvraag {
  /** What the configuration says, as it was last read. */
  geldigheid: Geldigheid;
  /** The earliest stop of its protocol that this node knows. */
  stopzetting: Stopzetting | undefined;
  /** Whether its last closing still has to be finished. */
  sluitend: boolean;
  vandaag: Temporal.PlainDate;
}

/** Whether an application is open today: three things that are followed apart, so that none holds up another. */
export function beoordeelToepassing({ geldigheid, stopzetting, sluitend, vandaag }: Oordeelvraag): Geldigheid {
  if (!geldigheid.in_werking) return geldigheid;
  const gestopt = nietStopgezet({ stopzetting, vandaag });
  if (gestopt) return { in_werking: false, ...gestopt };
  if (sluitend)
    return { in_werking: false, reden: 'sluiting_loopt', uitleg: 'eerst eindigt wat voor de sluiting begon' };
  return geldigheid;
}
