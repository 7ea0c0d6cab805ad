import { readFileSync, statSync } from 'node:fs';

export type Omgevingsvariabelen = Readonly<Record<string, string | undefined>>;

/** Settings that nobody but LeerID may read. Each can be in its own file, which `NAME_FILE` names. */
export const GEHEIME_INSTELLINGEN = [
  'DATABASE_URL',
  'LEERID_DATABASE_OWNER_URL',
  'LEERID_LOG_DATABASE_URL',
  'LEERID_MASTER_KEY',
  'LEERID_COOKIE_KEYS',
  'LEERID_PAIRWISE_SALT',
  'LEERID_INSZ_PEPPER',
  'LEERID_SMTP_URL',
] as const;
export type GeheimeInstelling = (typeof GEHEIME_INSTELLINGEN)[number];

/** Ample for a list of keys or an address with a password. A longer file is the wrong file. */
const GROOTSTE = 64 * 1024;

/**
 * A setting, or the content of the file that `NAME_FILE` names (Docker secrets, Kubernetes volumes).
 * Everybody who may look at a process or a container sees its environment, but a file has an owner.
 * @throws Error in one line, which never quotes the file
 */
export function leesGeheim(omgeving: Omgevingsvariabelen, naam: GeheimeInstelling): string | undefined {
  const bestand = omgeving[`${naam}_FILE`];
  if (!bestand) return omgeving[naam] || undefined;
  if (omgeving[naam]) throw new Error(`${naam}: staat er ook als ${naam}_FILE; geef één van beide`);
  const tekst = leesBestand(bestand, `${naam}_FILE`).replace(/\r?\n$/, '');
  if (tekst === '') throw new Error(`${naam}_FILE: ${bestand} is leeg`);
  if (/[\r\n\0]/.test(tekst)) throw new Error(`${naam}_FILE: ${bestand} heeft meer dan één regel`);
  return tekst;
}

function leesBestand(bestand: string, instelling: string): string {
  try {
    const { size } = statSync(bestand);
    if (size <= GROOTSTE) return readFileSync(bestand, 'utf8');
  } catch (fout) {
    throw new Error(`${instelling}: ${bestand} is niet te lezen (${(fout as NodeJS.ErrnoException).code})`);
  }
  throw new Error(`${instelling}: ${bestand} is te groot voor een geheim`);
}
