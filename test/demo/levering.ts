import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

export type Rij = Record<string, string>;

export interface Levering {
  manifest: { soort: string; schooljaar: string; peildatum: string; bestanden: Manifestregel[] };
  verwacht: {
    gebeurtenissen: Record<string, number>;
    stand: Record<'leerlingen' | 'rijksregister' | 'bis' | 'zonder_insz' | 'inschrijvingen' | 'lopend', number>;
    rijen: Record<string, number>;
  };
  scholen: Rij[];
  vestigingsplaatsen: Rij[];
  administratieve_groepen: Rij[];
  inschrijvingen: Rij[];
}

interface Manifestregel {
  inhoud: 'scholen' | 'vestigingsplaatsen' | 'administratieve_groepen' | 'inschrijvingen';
  naam: string;
  rijen: number;
  sha256: string;
}

/**
 * Reads a delivery with a different reader than the register's, and checks the files against the manifest.
 */
export async function leesLevering(map: string): Promise<Levering> {
  const json = async (naam: string) => JSON.parse(await readFile(join(map, naam), 'utf8'));
  const levering = { manifest: await json('manifest.json'), verwacht: await json('verwacht.json') } as Levering;
  for (const { inhoud, naam, rijen, sha256 } of levering.manifest.bestanden) {
    const bytes = await readFile(join(map, naam));
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`${naam}: sha256`);
    levering[inhoud] = ontleed(naam, (naam.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString());
    if (levering[inhoud].length !== rijen) throw new Error(`${naam}: rijen`);
  }
  return levering;
}

function ontleed(naam: string, tekst: string): Rij[] {
  if (naam.includes('.csv')) return parse(tekst, { delimiter: ';', columns: true });
  return tekst
    .trimEnd()
    .split('\n')
    .map((regel) => JSON.parse(regel));
}

export const SLEUTELS = ['insz', 'unieke_persoon', 'geregistreerde_persoon'] as const;

/** Recognises pupils by keys only: lines that share a key, in any delivery, belong to one pupil. */
export class Herkenning {
  #boven = new Map<string, string>();

  wie(rij: Rij): string {
    const [eerste = '', ...rest] = SLEUTELS.flatMap((soort) => (rij[soort] ? [`${soort}:${rij[soort]}`] : []));
    for (const sleutel of rest) this.#boven.set(this.#wortel(sleutel), this.#wortel(eerste));
    return this.#wortel(eerste);
  }

  leerlingen(): string[] {
    return [...this.#boven].flatMap(([sleutel, boven]) => (sleutel === boven ? [sleutel] : []));
  }

  #wortel(sleutel: string): string {
    const boven = this.#boven.get(sleutel) ?? sleutel;
    const wortel = boven === sleutel ? sleutel : this.#wortel(boven);
    this.#boven.set(sleutel, wortel);
    return wortel;
  }
}

/** A realised enrolment, which has a stamnummer. */
export const telt = ({ status }: Rij) => status === 'gerealiseerd' || status === 'parallel';
