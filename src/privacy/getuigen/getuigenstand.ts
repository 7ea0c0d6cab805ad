import { type Getuigenuitkomst, WEIGERGRONDEN } from './getuigenuitkomst.ts';

/** How a witness stands. */
export interface Getuigenstand {
  stand: 'nieuw' | 'volgt' | 'zwijgt' | 'weigert';
  /** Why it does not follow, for the operator. */
  reden: string | null;
  /** Times in a row that it did not cosign. */
  pogingen: number;
}

/** What the operator's alarms hear. */
export type Getuigengebeurtenis = 'getuige.weigert' | 'getuige.zwijgt' | 'getuige.volgt';

/** Some five minutes: a restart of a witness wakes nobody. */
const STIL_NA = 6;

/** Seconds between two questions to a witness that refuses. Somebody must do something first. */
const NA_WEIGERING = 600;

/**
 * @returns its next stand, the seconds until it is asked again, and the event, where something changed that the
 * operator must know
 */
export function volgendeStand(
  vorige: Getuigenstand,
  uitkomst: Getuigenuitkomst,
): { volgende: Getuigenstand; wachten: number; gebeurtenis: Getuigengebeurtenis | undefined } {
  if (uitkomst.soort === 'medeondertekend') {
    const wasGemeld = vorige.stand === 'weigert' || vorige.pogingen >= STIL_NA;
    const volgende: Getuigenstand = { stand: 'volgt', reden: null, pogingen: 0 };
    return { volgende, wachten: 0, gebeurtenis: wasGemeld ? 'getuige.volgt' : undefined };
  }
  const pogingen = vorige.pogingen + 1;
  if (uitkomst.soort === 'weigert') {
    const reden = WEIGERGRONDEN[uitkomst.grond];
    const isNieuw = vorige.stand !== 'weigert' || vorige.reden !== reden;
    const volgende: Getuigenstand = { stand: 'weigert', reden, pogingen };
    return { volgende, wachten: NA_WEIGERING, gebeurtenis: isNieuw ? 'getuige.weigert' : undefined };
  }
  const volgende: Getuigenstand = { stand: 'zwijgt', reden: uitkomst.fout, pogingen };
  const wachten = Math.min(300, 5 * 2 ** Math.min(vorige.pogingen, 10));
  return { volgende, wachten, gebeurtenis: pogingen === STIL_NA ? 'getuige.zwijgt' : undefined };
}
