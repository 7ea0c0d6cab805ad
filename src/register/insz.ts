import { createHmac } from 'node:crypto';

/** The INSZ holds birth date and sex: only this keyed hash is ever stored, to recognise a pupil. 32 bytes; dots and dashes in it don't matter. */
export function inszHash(insz: string, peper: string): Buffer {
  const cijfers = insz.replaceAll(/[ .-]/g, '');
  return createHmac('sha256', peper).update(cijfers).digest();
}
