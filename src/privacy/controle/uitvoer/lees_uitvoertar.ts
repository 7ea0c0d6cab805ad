import { BREEDTE, HASHLENGTE } from '../../boom/tegel.ts';
import { type Boomtegel, heeftRijen, type Logbron, type Logstuk, tegelvolgorde } from '../logbron.ts';
import { leesCheckpointregels } from './checkpointregels.ts';
import { leesOmslag } from './omslag.ts';
import { Tarlezer } from './tarlezer.ts';
import { Uitvoerfout } from './uitvoerfout.ts';
import { bundelbestand, GROOTSTE_BUNDEL, GROOTSTE_TEKST, tegelbestand, UITVOERNAMEN } from './uitvoernamen.ts';

/**
 * An export as a source. Its files have to be those of `schrijfUitvoer`, in that order: so none can be there twice,
 * and no path leads anywhere. A tar that was packed anew is unpacked first and read as a folder.
 * @throws Uitvoerfout when the file is no export
 */
export function leesUitvoertar(pad: string): Logbron {
  const lezer = new Tarlezer(pad);
  try {
    const omslag = leesOmslag(lezer.inhoud(eis(lezer, UITVOERNAMEN.omslag), GROOTSTE_TEKST));
    lezer.slaOver(eis(lezer, UITVOERNAMEN.sleutels));
    const vanaf = lezer.plaats;
    return {
      omslag,
      checkpoints: () => checkpointsUit(pad, vanaf),
      stukken: () => stukkenUit(pad, vanaf, { omslag }),
    };
  } finally {
    lezer.sluit();
  }
}

async function* checkpointsUit(pad: string, vanaf: number) {
  const lezer = new Tarlezer(pad, vanaf);
  try {
    yield* leesCheckpointregels(lezer.stroom(eis(lezer, UITVOERNAMEN.checkpoints)));
  } finally {
    lezer.sluit();
  }
}

async function* stukkenUit(pad: string, vanaf: number, { omslag }: Pick<Logbron, 'omslag'>): AsyncGenerator<Logstuk> {
  const lezer = new Tarlezer(pad, vanaf);
  try {
    lezer.slaOver(eis(lezer, UITVOERNAMEN.checkpoints));
    lezer.slaOver(eis(lezer, UITVOERNAMEN.checkpoint));
    for (const tegel of tegelvolgorde(omslag.omvang)) {
      const { niveau, nummer } = tegel;
      const hashes = leesTegel(lezer, tegel);
      if (niveau > 0) {
        yield { soort: 'tegel', niveau, nummer, hashes };
        continue;
      }
      const bundel = heeftRijen(omslag, nummer)
        ? lezer.inhoud(eis(lezer, bundelbestand(tegel), BREEDTE * nummer), GROOTSTE_BUNDEL)
        : undefined;
      yield { soort: 'bladen', nummer, bladen: hashes, bundel };
    }
    const over = lezer.volgende();
    if (over) throw new Uitvoerfout('uitvoer_onvolledig', `${over.naam} hoort er niet in`);
  } finally {
    lezer.sluit();
  }
}

function leesTegel(lezer: Tarlezer, tegel: Boomtegel): Buffer {
  const naam = tegelbestand(tegel);
  const onderdeel = eis(lezer, naam, eerstePlaats(tegel));
  if (onderdeel.grootte !== HASHLENGTE * tegel.aantal)
    throw new Uitvoerfout('uitvoer_onleesbaar', `${naam} heeft geen ${tegel.aantal} hashes`, eerstePlaats(tegel));
  return lezer.inhoud(onderdeel, HASHLENGTE * BREEDTE);
}

function eerstePlaats({ niveau, nummer }: Boomtegel): number {
  return nummer * BREEDTE ** (niveau + 1);
}

function eis(lezer: Tarlezer, naam: string, plaats?: number) {
  const onderdeel = lezer.volgende();
  if (onderdeel?.naam === naam) return onderdeel;
  const staat = onderdeel ? `, hier staat ${onderdeel.naam}` : '';
  throw new Uitvoerfout('uitvoer_onvolledig', `${naam} ontbreekt${staat}`, plaats);
}
