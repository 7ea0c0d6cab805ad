import type { Command } from 'commander';
import { OPZOEKDOELEN, type Opzoekdoel } from './doel.ts';

/**
 * Gives a command that shows or changes pupils the option `--doel`. Without a usual purpose the operator has to
 * name one.
 */
export function metDoel(opdracht: Command, gewoonlijk?: Opzoekdoel): Command {
  const optie = opdracht.createOption('--doel <doel>', 'waarvoor dit nodig is: het komt in het privacylog');
  optie.choices(OPZOEKDOELEN);
  return opdracht.addOption(gewoonlijk ? optie.default(gewoonlijk) : optie.makeOptionMandatory());
}
