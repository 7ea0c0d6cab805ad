import { z } from 'zod';
import type { Checkpointregel } from '../logbron.ts';
import { Uitvoerfout } from './uitvoerfout.ts';

const LANGSTE_REGEL = 160 * 1024;
const regelvorm: z.ZodType<Checkpointregel> = z.object({ gezet_op: z.iso.datetime(), notitie: z.string() });

/**
 * Lines of JSON out of pieces of a file.
 * @throws Uitvoerfout at the first line that is none
 */
export function* leesCheckpointregels(stukken: Iterable<Buffer>): Generator<Checkpointregel> {
  let rest = '';
  for (const stuk of stukken) {
    const regels = (rest + stuk.toString('latin1')).split('\n');
    rest = regels.pop() ?? '';
    if (rest.length > LANGSTE_REGEL) throw onleesbaar();
    for (const regel of regels) yield leesRegel(regel);
  }
  if (rest) throw onleesbaar();
}

/** @param regel its bytes, one a character, because a piece may end within a character */
function leesRegel(regel: string): Checkpointregel {
  try {
    return regelvorm.parse(JSON.parse(Buffer.from(regel, 'latin1').toString()));
  } catch {
    throw onleesbaar();
  }
}

function onleesbaar(): Uitvoerfout {
  return new Uitvoerfout('uitvoer_onleesbaar', 'de lijst van checkpoints is niet leesbaar');
}
