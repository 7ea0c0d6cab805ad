import { createHmac } from 'node:crypto';
import type { Logger } from 'pino';
import type { Waar } from '../web/index.ts';

/** The kinds of try at an account, and the means of each. */
const MIDDELEN = { aanmelding: 'wachtwoord', activatie: 'activatiecode' };

/**
 * One line for every try to sign in, or to choose a password with a code. It holds the name as a keyed hash:
 * tries at one account can be counted, but nobody can read whose it is. With another key, all hashes are
 * different.
 */
export function logPogingen(log: Logger, sleutel: string) {
  const kenmerk = (gebruikersnaam: string) =>
    createHmac('sha256', sleutel).update(`logboek\0${gebruikersnaam}`).digest('base64url').slice(0, 16);
  return (
    wat: keyof typeof MIDDELEN,
    uitkomst: string,
    { gebruikersnaam, waar }: { gebruikersnaam: string; waar?: Waar | undefined },
  ): void => {
    const regel = {
      gebeurtenis: `${wat}.${uitkomst}`,
      ...waar,
      wie: kenmerk(gebruikersnaam),
      middel: MIDDELEN[wat],
    };
    if (uitkomst === 'gelukt') log.info(regel, wat);
    else log.warn(regel, wat);
  };
}
