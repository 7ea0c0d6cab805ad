import { ACR } from './verzoekregels.ts';

/** Seconds. No OIDC object may live a full day: its partition is dropped after two. */
const UUR = 3600;

/** How long a session lasts, by the strength of its sign-in: idle, and in all. A school day is the longest. */
const DUUR: Readonly<Record<string, { stil: number; geheel: number }>> = { [ACR]: { stil: UUR, geheel: 10 * UUR } };
const KORTSTE = { stil: UUR / 4, geheel: UUR };

export const SESSIE_GEHEEL = 10 * UUR;

/** Seconds that a session has left when it is used now. */
export function restVanSessie({ loginTs, acr }: { loginTs?: number | undefined; acr?: string | undefined }): number {
  const { stil, geheel } = DUUR[acr ?? ''] ?? KORTSTE;
  if (!loginTs) return stil;
  const rest = loginTs + geheel - Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  return Math.max(1, Math.min(stil, rest));
}
