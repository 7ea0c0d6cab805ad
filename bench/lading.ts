import { setPriority } from 'node:os';
import { HUIS } from '../src/kamers.ts';
import { systeemklok } from '../src/klok.ts';
import { laadDiscimus } from '../src/register/discimus/index.ts';
import { beantwoord } from './kind.ts';

/**
 * One load of a delivery, in a separate process with lower priority than sign-ins, like `leerid discimus
 * laad`.
 */

export interface Lading {
  seconden: number;
  /** The most memory that the process ever held, in MiB. */
  geheugen: number;
  verslag: Awaited<ReturnType<typeof laadDiscimus>>;
}

beantwoord({
  async laad({ databaseUrl, manifest }: { databaseUrl: string; manifest: string }): Promise<Lading> {
    setPriority(10);
    const begin = performance.now();
    const verslag = await laadDiscimus(
      { databaseUrl, klok: systeemklok, inszPeper: 'bench', kamers: HUIS.kamers },
      manifest,
    );
    const seconden = (performance.now() - begin) / 1000;
    return { seconden, geheugen: process.resourceUsage().maxRSS / 1024, verslag };
  },
});
