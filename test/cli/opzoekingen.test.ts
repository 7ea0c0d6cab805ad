import { expect, test } from '@jest/globals';
import type { Command } from 'commander';
import { maakProgramma } from '../../src/cli/programma.ts';
import { systeemklok } from '../../src/klok.ts';
import { eisGeen } from '../opzet/eis_geen.ts';

/**
 * A command either has `--doel`, because it shows or changes pupils and leaves a row in the privacy log, or it
 * stands here with the reason why it does not.
 */
const ZONDER_LEERLING: Record<string, RegExp> = {
  'agreements and their parties': /^(protocol|toepassing|partij) /,
  'schools, and what they agreed with': /^klasinformatie /,
  'keys, tables and messages to applications': /^(sleutels|database|afmeldingen)\b/,
  'hashes and keys of the privacy log': /^privacylog (getuige|sleutel|controleer)/,
  'each pupil has the row of his delivery, and the delivery tells each time that it was given': /^levering /,
  'messages to parties about their acts': /^berichten /,
  'it counts': /^discimus verslagen$/,
  'it erases pupils, and afterwards nobody is left to name: it always leaves the same row': /^bewaring$/,
  'made-up pupils': /^demo /,
};

function opdrachtenVan(programma: Command, pad: readonly string[] = []): { naam: string; opdracht: Command }[] {
  return programma.commands.flatMap((opdracht) => {
    const eigen = [...pad, opdracht.name()];
    return opdracht.commands.length ? opdrachtenVan(opdracht, eigen) : [{ naam: eigen.join(' '), opdracht }];
  });
}

test('a command that shows pupils asks for what purpose', async () => {
  const alle = opdrachtenVan(await maakProgramma(systeemklok));
  const metDoel = alle.filter(({ opdracht }) => opdracht.options.some(({ long }) => long === '--doel'));
  expect(metDoel.length).toBeGreaterThan(9);
  const zonderDoel = alle.filter((een) => !metDoel.includes(een)).map(({ naam }) => naam);
  eisGeen(
    zonderDoel.filter((naam) => !Object.values(ZONDER_LEERLING).some((vorm) => vorm.test(naam))),
    'does it show or change pupils? Give it `metDoel` of the room privacy and write its row first; if not, say why here',
  );
  eisGeen(
    Object.values(ZONDER_LEERLING)
      .filter((vorm) => !zonderDoel.some((naam) => vorm.test(naam)))
      .map(String),
    'no command has this name any more',
  );
});
