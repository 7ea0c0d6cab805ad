import { createHmac } from 'node:crypto';

/** The INSZ holds birth date and sex: only this keyed hash is ever stored, to recognise a pupil. 32 bytes. */
export function inszHash(insz: string, peper: string): Buffer {
  return createHmac('sha256', peper).update(insz).digest();
}
