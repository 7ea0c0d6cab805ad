import { z } from 'zod';

/** What `npm audit --json` answers (report version 2), as far as it is read here. */
const RAPPORT = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      via: z.array(
        z.union([
          // Another package of this report, which needs this one.
          z.string(),
          z.object({
            url: z.string(),
            title: z.string(),
            severity: z.enum(['info', 'low', 'moderate', 'high', 'critical']),
          }),
        ]),
      ),
    }),
  ),
});

/** An advisory that may wait: its address, until and with which day, and why. */
export const UITSTEL = z.array(z.strictObject({ url: z.url(), tot: z.iso.date(), reden: z.string().min(10) }));
export type Uitstel = z.infer<typeof UITSTEL>;

export interface Oordeel {
  regels: string[];
  /** Nothing stops this change from landing. */
  goed: boolean;
}

/**
 * Judges what the registry knows of our production packages, by the time frames of docs/beveiliging.md. A
 * critical or high advisory stops every change, unless it was postponed to a day that has not passed. Less
 * severe advisories are only reported.
 * @param rapport the output of `npm audit --omit=dev --json`
 * @param vandaag `JJJJ-MM-DD`
 */
export function oordeelKwetsbaarheden(rapport: string, uitstel: Uitstel, vandaag: string): Oordeel {
  const gelezen = RAPPORT.safeParse(alsJson(rapport));
  // A missing answer stops no change. A registry that is down would stop all work, and says nothing about a
  // package.
  if (!gelezen.success) return { regels: ['advisories: the registry did not answer'], goed: true };
  const gevonden = Object.entries(gelezen.data.vulnerabilities).flatMap(([pakket, { via }]) =>
    via.filter((een) => typeof een !== 'string').map((een) => ({ pakket, ...een })),
  );
  if (gevonden.length === 0) return { regels: ['advisories: none'], goed: true };
  const isUitgesteld = (url: string) => uitstel.some((een) => een.url === url && vandaag <= een.tot);
  const houdtTegen = gevonden.filter(({ severity, url }) => /high|critical/.test(severity) && !isUitgesteld(url));
  return {
    regels: gevonden.map(({ pakket, severity, title, url }) => `advisory (${severity}): ${pakket}: ${title}, ${url}`),
    goed: houdtTegen.length === 0,
  };
}

function alsJson(tekst: string): unknown {
  try {
    return JSON.parse(tekst);
  } catch {
    return undefined;
  }
}
