import { appendFile, writeFile } from 'node:fs/promises';
import { Bedieningsfout } from './bedieningsfout.ts';
import type { Mediaan } from './cijfers.ts';
import type { Omgeving } from './machine.ts';

/** One line of the report: the yardstick's figure, ours, and their ratio with its spread over the rounds. */
export interface Regel {
  wat: string;
  eenheid: string;
  /** The figure of the bare library, the bare hash or the small register. */
  maatstaf?: number;
  leerid?: number;
  verhouding?: Mediaan;
  /** The target of the issue, where it has one. */
  doel?: { grens: number; richting: 'minstens' | 'hoogstens' };
}

export interface Hoofdstuk {
  onderdeel: string;
  titel: string;
  /** The contents of the two columns. */
  kolommen: [maatstaf: string, leerid: string];
  regels: Regel[];
  /** What a reader must know to judge the figures. */
  opmerkingen: string[];
  /** Everything that was measured, only for the JSON. */
  ruw?: unknown;
}

export function gehaald({ doel, verhouding }: Regel): boolean | undefined {
  if (!doel || !verhouding) return undefined;
  return doel.richting === 'minstens' ? verhouding.mediaan >= doel.grens : verhouding.mediaan <= doel.grens;
}

/**
 * A tenth of a core. With more noise the ratios become unreliable, first those of two systems with different
 * numbers of processes.
 */
const STIL = 0.1;

/** How much other programs on the machine disturbed the figures. */
export function ruis(anderen: readonly Mediaan[]): string {
  const kernen = Math.max(...anderen.map(({ mediaan }) => mediaan));
  const hoogste = Math.max(...anderen.map((een) => een.hoogste));
  return `other programs kept ${kernen.toFixed(2)} cores busy meanwhile (at worst ${hoogste.toFixed(2)})${kernen > STIL ? ': NOISY, do not quote' : ''}`;
}

export function alsTekst({ titel, kolommen, regels, opmerkingen }: Hoofdstuk): string {
  const kop = ['', 'unit', kolommen[0], kolommen[1], 'ratio', 'min – max', 'target', ''];
  const rijen = regels.map((regel) => [
    regel.wat,
    regel.eenheid,
    getal(regel.maatstaf),
    getal(regel.leerid),
    getal(regel.verhouding?.mediaan, 2),
    regel.verhouding ? `${getal(regel.verhouding.laagste, 2)} – ${getal(regel.verhouding.hoogste, 2)}` : '',
    regel.doel ? `${regel.doel.richting === 'minstens' ? '≥' : '≤'} ${regel.doel.grens}` : '',
    { true: 'met', false: 'NOT MET', undefined: '' }[String(gehaald(regel))] ?? '',
  ]);
  return `\n${titel}\n\n${tabel([kop, ...rijen])}\n${opmerkingen.map((een) => `  · ${een}\n`).join('')}`;
}

/** The first two columns are aligned left, numbers right. */
function tabel(rijen: string[][]): string {
  const breedtes = (rijen[0] ?? []).map((_, kolom) => Math.max(...rijen.map((rij) => rij[kolom]?.length ?? 0)));
  const regel = (rij: string[]) =>
    rij.map((cel, kolom) => (kolom < 2 ? cel.padEnd(breedtes[kolom] ?? 0) : cel.padStart(breedtes[kolom] ?? 0)));
  return rijen.map((rij) => `  ${regel(rij).join('  ').trimEnd()}\n`).join('');
}

function getal(waarde: number | undefined, cijfers?: number): string {
  if (waarde === undefined) return '';
  return waarde.toFixed(cijfers ?? (waarde >= 100 ? 0 : waarde >= 10 ? 1 : 2));
}

/** @throws Bedieningsfout when the figures could not be written there */
export async function eisSchrijfbaar(bestand: string): Promise<void> {
  await appendFile(bestand, '').catch((oorzaak: Error) => {
    throw new Bedieningsfout(`${bestand} is niet te schrijven: ${oorzaak.message}`, { cause: oorzaak });
  });
}

export async function schrijfJson(bestand: string, omgeving: Omgeving, hoofdstukken: Hoofdstuk[]): Promise<void> {
  const onderdelen = hoofdstukken.map((een) => ({
    ...een,
    regels: een.regels.map((regel) => ({ ...regel, gehaald: gehaald(regel) })),
  }));
  await writeFile(bestand, `${JSON.stringify({ ...omgeving, onderdelen }, null, 2)}\n`);
}
