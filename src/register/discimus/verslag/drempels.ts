import { GeweigerdeLevering, type Leveringsweigering } from '../lezen/index.ts';

/**
 * Above these limits, something is wrong with the whole delivery and not only with its lines. Small schools
 * may have a few such lines.
 */
const HOOGSTE_UITVAL = { deel: 0.01, altijd: 20 };
const HOOGSTE_EINDEN = { deel: 0.05, altijd: 20 };

/** @throws GeweigerdeLevering when too many of its lines are refused */
export function eisWeinigUitval(geweigerd: number, regels: number): void {
  eisHoogstens(geweigerd, regels, HOOGSTE_UITVAL, 'te_veel_uitval', 'regels zijn niet bruikbaar');
}

/** @throws GeweigerdeLevering when too many of the enrolments that run today would end */
export function eisWeinigEinden(einden: number, lopend: number): void {
  eisHoogstens(einden, lopend, HOOGSTE_EINDEN, 'te_veel_einden', 'inschrijvingen zouden eindigen');
}

function eisHoogstens(
  aantal: number,
  van: number,
  { deel, altijd }: typeof HOOGSTE_UITVAL,
  code: Leveringsweigering,
  wat: string,
): void {
  if (aantal <= Math.max(altijd, van * deel)) return;
  throw new GeweigerdeLevering(
    code,
    `${aantal} van ${van} ${wat}, meer dan ${deel * 100} %. Er is niets veranderd. Kijk de levering na, of laad ze met --toch.`,
  );
}
