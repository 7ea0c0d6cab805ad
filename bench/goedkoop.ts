/** The smallest cost that argon2id allows: 8 KiB, one pass, about 15 µs. */
export const GOEDKOOP = { algorithm: 2, memoryCost: 8, timeCost: 1, parallelism: 1 };
