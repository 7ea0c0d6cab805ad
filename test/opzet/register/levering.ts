import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bestandsinhoud, Manifest, Manifestbestand } from '../../../src/register/discimus/lezen/manifest.ts';
import { SCHOOLJAAR } from './voorbeeldregels.ts';

/** A folder for a delivery, and what the manifest would say of each file. */
export class Levering {
  readonly map: string;
  readonly bestanden: Manifestbestand[] = [];

  private constructor(map: string) {
    this.map = map;
  }

  static async maak(): Promise<Levering> {
    return new Levering(await mkdtemp(join(tmpdir(), 'leerid-discimus-')));
  }

  /** Writes a file and describes it correctly, except for what `anders` changes. */
  async voegToe(
    naam: string,
    inhoud: Bestandsinhoud,
    bytes: Buffer | string,
    rijen: number,
    anders: Partial<Manifestbestand> = {},
  ): Promise<Manifestbestand> {
    await writeFile(join(this.map, naam), bytes);
    const bestand = { inhoud, naam, rijen, sha256: createHash('sha256').update(bytes).digest('hex'), ...anders };
    this.bestanden.push(bestand);
    return bestand;
  }

  manifest(anders: Partial<Manifest> = {}): Manifest {
    const { bestanden } = this;
    return { vorm: 1, soort: 'volledig', schooljaar: SCHOOLJAAR, peildatum: '2026-11-22', bestanden, ...anders };
  }

  async schrijfManifest(anders: Partial<Manifest> = {}): Promise<string> {
    const pad = join(this.map, 'manifest.json');
    await writeFile(pad, JSON.stringify(this.manifest(anders)));
    return pad;
  }

  async weg(): Promise<void> {
    await rm(this.map, { recursive: true, force: true });
  }
}
