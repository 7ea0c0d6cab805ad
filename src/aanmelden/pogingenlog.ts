import { createHmac } from 'node:crypto';
import type { Logger } from 'pino';
import type { Waar } from '../web/index.ts';

/** What somebody tries at an account, and by which means. */
const MIDDELEN = { aanmelding: 'wachtwoord', activatie: 'activatiecode' };

/**
 * One line for every try to sign in, or to choose a password with a code. The name stands there as a keyed hash: tries at one
 * account can be counted, and who it is can't be read. With another key all hashes are others.
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
