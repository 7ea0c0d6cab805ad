import { hash } from '@node-rs/argon2';
import { HASHKOSTEN } from '../src/aanmelden/wachtwoorden/hashkosten.ts';
import { mediaan } from './cijfers.ts';
import { cpuVan } from './cpu.ts';
import type { Kind } from './kind.ts';
import { WACHTWOORD } from './systemen.ts';
import type { Regel } from './verslag.ts';

/** Memory in KiB and passes that OWASP lists as equally hard for an attacker. */
const GELIJKWAARDIG = [
  [19_456, 2],
  [12_288, 3],
  [9_216, 4],
  [7_168, 5],
] as const;

/** Verifies one hash for this long. Gives what one verification takes. */
export async function meetHash(bron: Kind, tekst: string, ms: number): Promise<{ cpuMs: number; perSeconde: number }> {
  const voor = cpuVan(bron.pid);
  const { aantal, ms: verlopen } = await bron.vraag<{ aantal: number; ms: number }>('meet', { hash: tekst, ms });
  return { cpuMs: ((cpuVan(bron.pid) - voor) * 1000) / aantal, perSeconde: (aantal * 1000) / verlopen };
}

/** What else the hash could cost, in turn: each line against the parameters that LeerID has. */
export async function vergelijkHashkosten(bron: Kind, ronden: number, ms: number): Promise<Regel[]> {
  const keuzes = await Promise.all(
    GELIJKWAARDIG.map(async ([memoryCost, timeCost]) => ({
      naam: `  a bare hash of ${memoryCost / 1024} MiB and ${timeCost} passes`,
      tekst: await hash(WACHTWOORD, { ...HASHKOSTEN, memoryCost, timeCost }),
      cpuMs: [] as number[],
    })),
  );
  const gekozen = { tekst: await hash(WACHTWOORD, HASHKOSTEN), cpuMs: [] as number[] };
  for (let ronde = 0; ronde < ronden; ronde++) {
    for (const een of [gekozen, ...keuzes]) een.cpuMs.push((await meetHash(bron, een.tekst, ms)).cpuMs);
  }
  return keuzes.map(({ naam, cpuMs }) => ({
    wat: naam,
    eenheid: 'ms',
    maatstaf: mediaan(cpuMs).mediaan,
    verhouding: mediaan(cpuMs.map((een, plaats) => een / (gekozen.cpuMs[plaats] ?? Number.NaN))),
  }));
}
