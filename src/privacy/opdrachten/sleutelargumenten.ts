import { readFile } from 'node:fs/promises';
import { leesVkey, type Vkey } from '../boom/vkey.ts';
import { eisVkey } from '../controle/werk/werkstuk.ts';
import type { Logsleutel } from '../zegel/logsleutels.ts';

/** Public keys as an operator gives them: as text, or in a file with one on each line. */

export interface Sleutelargument {
  vkey: Vkey;
  /** Its days, where the line gives them. ISO 8601. */
  van?: string | undefined;
  tot?: string | undefined;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/;

/**
 * A line is a key, and perhaps from and until when the log signs with it; a `-` where that is open. Empty lines, and
 * those that begin with `#`, say nothing.
 * @throws Error in one line that says which argument is wrong
 */
export async function leesSleutels(argumenten: readonly string[], soort: Vkey['type']): Promise<Sleutelargument[]> {
  const regels = await Array.fromAsync(argumenten, async (een) => (leesVkey(een) ? [een] : regelsUit(een)));
  return regels.flat().map((regel) => {
    const [tekst = '', van, tot, ...meer] = regel.split(/\s+/);
    const vkey = leesVkey(tekst);
    const dagen = [van, tot].filter((dag) => dag !== undefined && dag !== '-') as string[];
    if (vkey?.type !== soort || meer.length || dagen.some((dag) => !MOMENT.test(dag)))
      throw new Error(`"${regel.slice(0, 200)}" is geen sleutel van een ${NAMEN[soort]} (naam+nummer+sleutel)`);
    return { vkey, van: van === '-' ? undefined : van, tot: tot === '-' ? undefined : tot };
  });
}

const NAMEN: Record<Vkey['type'], string> = { ondertekening: 'log', medeondertekening: 'getuige' };

async function regelsUit(bestand: string): Promise<string[]> {
  const tekst = await readFile(bestand, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    throw new Error(`"${bestand.slice(0, 200)}" is geen sleutel, en geen bestand met sleutels (${code})`);
  });
  return tekst
    .split('\n')
    .map((regel) => regel.trim())
    .filter((regel) => regel && !regel.startsWith('#'));
}

/** The keys that the log itself says it has. */
export function uitDatabase(sleutels: readonly Logsleutel[]): Sleutelargument[] {
  return sleutels.map(({ vkey, van, tot }) => ({ vkey: eisVkey(vkey), van: van.toString(), tot: tot?.toString() }));
}
