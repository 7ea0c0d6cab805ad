import type { Logger } from 'pino';
import { bijNieuweFouten } from '../../protocol/index.ts';
import type { Getuigengebeurtenis } from './getuigenstand.ts';

/** Lines of the log about witnesses. docs/beheer.md lists the events. */

const ZIN: Readonly<Record<Getuigengebeurtenis, string>> = {
  'getuige.weigert': 'een getuige tekent het privacylog niet mee',
  'getuige.zwijgt': 'een getuige antwoordt al een tijd niet',
  'getuige.volgt': 'een getuige tekent weer mee',
};

export function logGetuige(log: Logger, gebeurtenis: Getuigengebeurtenis, partij: string, reden: string | null): void {
  const regel = { gebeurtenis, partij, ...(reden ? { reden } : {}) };
  if (gebeurtenis === 'getuige.volgt') log.info(regel, ZIN[gebeurtenis]);
  else log.error(regel, ZIN[gebeurtenis]);
}

/** Says once which party files tell nothing about a witness because of a fault. */
export function logGetuigenfouten(log: Logger): (fouten: readonly string[]) => void {
  return bijNieuweFouten((fouten) =>
    log.error({ gebeurtenis: 'getuigen.onleesbaar', fouten }, 'van deze partijen is geen getuige bekend'),
  );
}
