import type { Taak } from '../store/index.ts';

/** Every quarter of an hour: a notice is told on the day itself. */
export const BERICHTEN_ZOEKEN: Taak = { naam: 'berichten-zoeken', elke: '*/15 * * * *' };

/** Each message is work of its own. */
export const BERICHTEN_VERZENDEN: Taak = { naam: 'berichten-verzenden' };
