import { machinetijd } from '../../klok.ts';
import { ACR } from '../verzoek/acr.ts';

/** Seconds. No OIDC object may live a full day, because its partition is dropped after two days. */
const UUR = 3600;

/**
 * How long a session lasts, by the strength of its sign-in: without use, and in total. The longest is a
 * school day.
 */
const DUUR: Readonly<Record<string, { stil: number; geheel: number }>> = { [ACR]: { stil: UUR, geheel: 10 * UUR } };
const KORTSTE = { stil: UUR / 4, geheel: UUR };

export const SESSIE_GEHEEL = 10 * UUR;

/**
 * No session lives longer than this. Its row stays in the partition of the day on which it was made, also
 * when another pupil signs in.
 */
const LANGSTE = 20 * UUR;

/** The number of seconds that a session has left when it is used now. */
export function restVanSessie(sessie: {
  loginTs?: number | undefined;
  acr?: string | undefined;
  iat?: number | undefined;
}): number {
  const nu = Math.floor(machinetijd() / 1000);
  const { stil, geheel } = DUUR[sessie.acr ?? ''] ?? KORTSTE;
  const eindes = [nu + stil, (sessie.loginTs ?? nu) + geheel, (sessie.iat ?? nu) + LANGSTE];
  return Math.max(1, Math.min(...eindes) - nu);
}
