import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { BREEDTE, HASHLENGTE } from '../../boom/tegel.ts';
import { heeftRijen, type Logbron, type Logstuk, type Omslag, tegelvolgorde } from '../logbron.ts';
import { leesCheckpointregels } from './checkpointregels.ts';
import { leesOmslag } from './omslag.ts';
import { Uitvoerfout } from './uitvoerfout.ts';
import { bundelbestand, GROOTSTE_BUNDEL, GROOTSTE_TEKST, tegelbestand, UITVOERNAMEN } from './uitvoernamen.ts';

/**
 * An export that was unpacked, as a source. The names of its files come from the size of the tree, so that nothing
 * else in the folder is read, and no link is followed.
 * @throws Uitvoerfout when it is no export
 */
export function leesUitvoermap(map: string): Logbron {
  const omslag = leesOmslag(leesBestand(map, UITVOERNAMEN.omslag, GROOTSTE_TEKST));
  return {
    omslag,
    async *checkpoints() {
      yield* leesCheckpointregels(leesInStukken(map, UITVOERNAMEN.checkpoints));
    },
    async *stukken() {
      yield* leesTegels(map, omslag);
    },
  };
}

function* leesTegels(map: string, omslag: Omslag): Generator<Logstuk> {
  for (const tegel of tegelvolgorde(omslag.omvang)) {
    const { niveau, nummer, aantal } = tegel;
    const plaats = nummer * BREEDTE ** (niveau + 1);
    const hashes = leesBestand(map, tegelbestand(tegel), BREEDTE * HASHLENGTE, plaats);
    if (hashes.length !== aantal * HASHLENGTE)
      throw new Uitvoerfout('uitvoer_onleesbaar', `${tegelbestand(tegel)} heeft geen ${aantal} hashes`, plaats);
    if (niveau > 0) {
      yield { soort: 'tegel', niveau, nummer, hashes };
      continue;
    }
    const bundel = heeftRijen(omslag, nummer)
      ? leesBestand(map, bundelbestand(tegel), GROOTSTE_BUNDEL, plaats)
      : undefined;
    yield { soort: 'bladen', nummer, bladen: hashes, bundel };
  }
}

function leesBestand(map: string, naam: string, hoogstens: number, plaats?: number): Buffer {
  const fd = openBestand(map, naam, plaats);
  try {
    const { size } = fstatSync(fd);
    if (size > hoogstens) throw new Uitvoerfout('uitvoer_onleesbaar', `${naam} is te groot: ${size} bytes`, plaats);
    const inhoud = Buffer.allocUnsafeSlow(size);
    return inhoud.subarray(0, readSync(fd, inhoud, 0, size, 0));
  } finally {
    closeSync(fd);
  }
}

function* leesInStukken(map: string, naam: string): Generator<Buffer> {
  const fd = openBestand(map, naam);
  try {
    for (;;) {
      const stuk = Buffer.allocUnsafe(64 * 1024);
      const gelezen = readSync(fd, stuk);
      if (gelezen === 0) return;
      yield stuk.subarray(0, gelezen);
    }
  } finally {
    closeSync(fd);
  }
}

function openBestand(map: string, naam: string, plaats?: number): number {
  try {
    // A pipe or a device of that name would never end: without `O_NONBLOCK` its opening alone would wait.
    const fd = openSync(join(map, naam), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if (fstatSync(fd).isFile()) return fd;
    closeSync(fd);
  } catch (fout) {
    const { code } = fout as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new Uitvoerfout('uitvoer_onleesbaar', `${naam} is niet te lezen (${code})`, plaats);
  }
  throw new Uitvoerfout('uitvoer_onvolledig', `${naam} ontbreekt`, plaats);
}
