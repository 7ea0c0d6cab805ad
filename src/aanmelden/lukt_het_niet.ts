import { ONBEKEND_TOESTEL } from './pogingen/remmen.ts';

/**
 * How long a pupil waits at most before a device that LeerID does not know may try again, in a child's words.
 */
function inWoorden(seconden: number): string {
  return seconden === 15 * 60 ? 'een kwartier' : `${Math.ceil(seconden / 60)} minuten`;
}

/**
 * Advice for everybody alike whose try fails. A pupil who is throttled must read what helps, and nobody may
 * read from it that he is throttled.
 */
export const LUKT_HET_NIET = `Lukt het niet? Wacht ${inWoorden(ONBEKEND_TOESTEL.seconden)}, of vraag op school een nieuwe code.`;
