import { isVerbindingsfout, nietKlaargemaakt } from './store/index.ts';

/** Refusals of the operating system, by code, in words that say what to do. */
const UITLEG: Record<string, string> = {
  ENOENT: 'is er niet: kijk het pad na',
  ENOTDIR: 'is geen map: kijk het pad na',
  EISDIR: 'is een map; er hoort een bestand te staan',
  EEXIST: 'bestaat al: kies een andere naam',
  EACCES: 'mag deze gebruiker niet lezen of schrijven',
  EPERM: 'mag deze gebruiker niet lezen of schrijven',
  EROFS: 'staat op een schijf waarop niet geschreven mag worden',
  ENOSPC: 'kan er niet meer bij: de schijf is vol',
};

const POORT: Record<string, string> = {
  EADDRINUSE: 'is al in gebruik: stop wat er draait, of kies een andere met LEERID_PORT',
  EACCES: 'mag deze gebruiker niet openen: kies een poort boven 1023 met LEERID_PORT',
};

/** A fault in one line for whoever started the program. It never shows the operating system's own words. */
export function leesbareFout(fout: unknown): string {
  const { code = '', path, port, message } = fout as NodeJS.ErrnoException & { port?: number };
  if (port !== undefined && POORT[code]) return `poort ${port} ${POORT[code]} (${code})`;
  if (path !== undefined && UITLEG[code]) return `${path} ${UITLEG[code]} (${code})`;
  if (code && isVerbindingsfout(fout)) return `DATABASE_URL: geen verbinding met de database (${code})`;
  return nietKlaargemaakt(fout) ?? message;
}
