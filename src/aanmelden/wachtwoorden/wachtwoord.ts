import { type Algorithm, hash, verify } from '@node-rs/argon2';

/** OWASP's minimum for argon2id. The work runs on libuv's threads, outside the event loop. */
const KOSTEN = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashWachtwoord(wachtwoord: string): Promise<string> {
  return hash(wachtwoord, KOSTEN);
}

/**
 * Nobody's hash. It is made once at the start, so that an unknown user costs the same work as a wrong
 * password.
 */
const hashVanNiemand = hashWachtwoord('niemand heeft dit wachtwoord');

/** @param bekendeHash undefined when there is no such user. The answer is then false, after the same time */
export async function wachtwoordKlopt(bekendeHash: string | undefined, wachtwoord: string): Promise<boolean> {
  const klopt = await verify(bekendeHash ?? (await hashVanNiemand), wachtwoord);
  return klopt && bekendeHash !== undefined;
}
