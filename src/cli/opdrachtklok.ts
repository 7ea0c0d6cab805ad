import { z } from 'zod';
import { GEEN_KLOK, isDemosleutel } from '../config.ts';
import { type Klok, systeemklok, zetbareKlok } from '../klok.ts';

const moment = z.iso.datetime({ offset: true });

/**
 * The clock of one command: the machine's clock. A test or a demo may set it, and proves what it is by its
 * master key, which no server in production accepts. So a stray variable never changes the date of an
 * operator's work.
 * docs/keuzes/beheer.md#one-clock
 * @throws Error when `LEERID_CLOCK` is set and may not be, or is not a moment
 */
export function opdrachtklok(omgeving: Readonly<Record<string, string | undefined>>): Klok {
  const { LEERID_CLOCK: begin, LEERID_MASTER_KEY: hoofdsleutel = '' } = omgeving;
  if (!begin) return systeemklok;
  if (!isDemosleutel(hoofdsleutel)) throw new Error(GEEN_KLOK);
  if (!moment.safeParse(begin).success) throw new Error('LEERID_CLOCK: geen moment als 2027-07-01T09:00:00Z');
  return zetbareKlok(Temporal.Instant.from(begin));
}
