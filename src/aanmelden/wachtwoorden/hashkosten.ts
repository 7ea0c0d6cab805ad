import type { Algorithm } from '@node-rs/argon2';

/**
 * What a password hash costs. OWASP lists 46 MiB with one pass, 19 with two, 12 with three, 9 with four and 7
 * with five as equal: an attacker pays as much for each. The server does not, because memory has to be filled:
 * seven MiB stay in the caches. `npm run bench -- wachtwoord` measures them beside each other.
 * docs/keuzes/aanmelden.md#a-password-hash-takes-seven-mib-and-five-passes
 */
export const HASHKOSTEN = { algorithm: 2 satisfies Algorithm.Argon2id, memoryCost: 7_168, timeCost: 5, parallelism: 1 };
