import { type GeheimeInstelling, leesGeheim } from '../geheimen.ts';

/** @throws Error in one line when the setting is nowhere, or its file is not to be read */
export function eisGeheim(naam: GeheimeInstelling): string {
  const waarde = leesGeheim(process.env, naam);
  if (!waarde) throw new Error(`${naam}: ontbreekt`);
  return waarde;
}
