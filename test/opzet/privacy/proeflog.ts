import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { bladhash } from '../../../src/privacy/boom/blad.ts';
import { maakCheckpoint } from '../../../src/privacy/boom/checkpoint.ts';
import { consistentiebewijs } from '../../../src/privacy/boom/consistentie.ts';
import { wortelVan } from '../../../src/privacy/boom/reeks.ts';
import { maakVkey, type Vkey } from '../../../src/privacy/boom/vkey.ts';
import { schrijfGetuigenverzoek } from '../../../src/privacy/getuigen/getuigenverzoek.ts';

/** A key of a log. */
export interface Proefsleutel {
  naam: string;
  sleutel: KeyObject;
  vkey: Vkey;
}

export function maakProefsleutel(naam: string): Proefsleutel {
  const { privateKey: sleutel } = generateKeyPairSync('ed25519');
  return { naam, sleutel, vkey: maakVkey(naam, 'ondertekening', sleutel) };
}

/** A small log in memory: at most 256 leaves, whose texts a test chooses. */
export class Proeflog {
  readonly origin: string;
  readonly bladen: string[];
  sleutels: Proefsleutel[];

  constructor(origin = 'log.example/privacylog', bladen: string[] = [], sleutels = [maakProefsleutel(origin)]) {
    this.origin = origin;
    this.bladen = bladen;
    this.sleutels = sleutels;
  }

  /** The same key signs another history: what an operator could do who rewrites yesterday. */
  splits(bladen: string[]): Proeflog {
    return new Proeflog(this.origin, bladen, this.sleutels);
  }

  async checkpoint(omvang = this.bladen.length): Promise<string> {
    return maakCheckpoint({ origin: this.origin, omvang, wortel: await wortelVan(omvang, this.lees) }, this.sleutels);
  }

  /** The body of `add-checkpoint` for a witness that cosigned the tree of `oud` leaves. */
  async verzoek(oud: number, omvang = this.bladen.length): Promise<string> {
    const bewijs = oud <= omvang ? await consistentiebewijs(oud, omvang, this.lees) : [];
    return schrijfGetuigenverzoek({ oud, bewijs, checkpoint: await this.checkpoint(omvang) });
  }

  private readonly lees = async (niveau: number, van: number, aantal: number) => {
    if (niveau > 0) throw new Error('a log of a test has one tile');
    return this.bladen.slice(van, van + aantal).map((blad) => bladhash(Buffer.from(blad)));
  };
}
