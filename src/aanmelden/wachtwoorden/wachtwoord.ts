import { isDeepStrictEqual } from 'node:util';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { HASHKOSTEN } from './hashkosten.ts';

/** The work of argon2id runs on libuv's threads, outside the event loop. */

export function hashWachtwoord(wachtwoord: string): Promise<string> {
  return hash(wachtwoord, HASHKOSTEN);
}

/**
 * Nobody's hash. It is made once at the start, so that an unknown user costs the same work as a wrong
 * password. While a pupil's hash still has the cost of an earlier version, his answer takes as long as that
 * one: docs/keuzes/aanmelden.md#a-hash-of-another-cost-is-made-anew-at-a-sign-in.
 */
const hashVanNiemand = hashWachtwoord('niemand heeft dit wachtwoord');

/** @param bekendeHash undefined when there is no such user. The answer is then false, after the same time */
export async function wachtwoordKlopt(bekendeHash: string | undefined, wachtwoord: string): Promise<boolean> {
  const klopt = await verify(bekendeHash ?? (await hashVanNiemand), wachtwoord);
  return klopt && bekendeHash !== undefined;
}

/**
 * The hash at today's cost, for a password that was right (ASVS 5.0, 11.2.2). It keeps the salt: known devices
 * are bound to it, and two sign-ins at the same moment make the same hash.
 * @returns undefined when the hash has today's cost already
 */
export async function vernieuwHash(oudeHash: string, wachtwoord: string): Promise<string | undefined> {
  const { algorithm, memoryCost, timeCost, parallelism } = parseOptions(oudeHash);
  const kosten = { algorithm, memoryCost, timeCost, parallelism };
  if (isDeepStrictEqual(kosten, HASHKOSTEN)) return undefined;
  const [, , , , zout = ''] = oudeHash.split('$');
  return hash(wachtwoord, { ...HASHKOSTEN, salt: Buffer.from(zout, 'base64') });
}
