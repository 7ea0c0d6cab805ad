import type { Database } from '../../store/index.ts';
import { leesCheckpoint } from '../boom/checkpoint.ts';
import { controleerInclusie, inclusiebewijs } from '../boom/inclusie.ts';
import { Notitiefout } from '../boom/notitie.ts';
import { BREEDTE, HASHLENGTE, type Hashlezer, hashlezer } from '../boom/tegel.ts';
import { leesVkey } from '../boom/vkey.ts';
import { leesLaatsteCheckpoint } from '../zegel/checkpointrijen.ts';
import { leesLogsleutels } from '../zegel/logsleutels.ts';
import { leesHashesUit } from '../zegel/tegelrijen.ts';
import { Archieffout } from './archieffout.ts';

/**
 * Gives the hashes of a tile of leaves that the last checkpoint covers, once they are proven to be those under its
 * root. An owner of the tables can write any tile: what he wrote must not pass for what was signed.
 * @throws Archieffout `boom_gewijzigd`
 */
export type Tegelbewijzer = (nummer: number, hashes: Buffer) => Promise<Buffer>;

/** Tiles that come after each other and share the tiles above them, which are read once. */
const SAMEN = BREEDTE;

/** @throws Archieffout `niet_verzegeld` or `boom_gewijzigd` */
export async function maakTegelbewijzer(db: Database): Promise<Tegelbewijzer> {
  const { omvang, wortel } = await leesGetekend(db);
  let boven: { groep: number; leesHashes: Hashlezer } | undefined;
  return async (nummer, hashes) => {
    const [plaats, groep] = [nummer * BREEDTE, Math.floor(nummer / SAMEN)];
    const blad = hashes.subarray(0, HASHLENGTE);
    if (plaats >= omvang) return Buffer.alloc(0);
    if (boven?.groep !== groep) boven = { groep, leesHashes: leesHashesUit(db) };
    const { leesHashes } = boven;
    const eigen = hashlezer(() => hashes);
    // The proof of its first leaf is made of all other hashes of the tile, so that it proves those as well.
    const bewijs = await inclusiebewijs(plaats, omvang, (niveau, van, aantal) =>
      niveau === 0 && Math.floor(van / BREEDTE) === nummer ? eigen(0, van, aantal) : leesHashes(niveau, van, aantal),
    ).catch(() => []);
    if (!controleerInclusie({ blad, plaats, omvang, bewijs, wortel })) throw geenBoom(`tegel ${nummer}`);
    return hashes.subarray(0, (omvang - plaats) * HASHLENGTE);
  };
}

/** The last checkpoint, as its signature has it. */
async function leesGetekend(db: Database): Promise<{ omvang: number; wortel: Buffer }> {
  const laatste = await leesLaatsteCheckpoint(db);
  if (!laatste) throw new Archieffout('niet_verzegeld', 'privacylog', 'er is nog niets verzegeld');
  const sleutels = await leesLogsleutels(db);
  const vkeys = sleutels.flatMap(({ vkey }) => leesVkey(vkey) ?? []);
  try {
    return leesCheckpoint(laatste.notitie, vkeys);
  } catch (fout) {
    if (fout instanceof Notitiefout) throw geenBoom(`checkpoint ${laatste.omvang}`);
    throw fout;
  }
}

const geenBoom = (wat: string) =>
  new Archieffout('boom_gewijzigd', 'privacylog', `${wat} is niet wat er ondertekend is: de boom is gewijzigd`);
