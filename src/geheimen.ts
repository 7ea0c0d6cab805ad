import { readFileSync, statSync } from 'node:fs';

export type Omgevingsvariabelen = Readonly<Record<string, string | undefined>>;

/** Settings that nobody but LeerID may read. Each can stand in a file of its own, which `NAME_FILE` names. */
export const GEHEIME_INSTELLINGEN = [
  'DATABASE_URL',
  'LEERID_DATABASE_OWNER_URL',
  'LEERID_MASTER_KEY',
  'LEERID_COOKIE_KEYS',
  'LEERID_PAIRWISE_SALT',
  'LEERID_INSZ_PEPPER',
] as const;
export type GeheimeInstelling = (typeof GEHEIME_INSTELLINGEN)[number];

/** A list of keys and an address with a password fit many times; what is longer is another file. */
const GROOTSTE = 64 * 1024;

/**
 * A setting, or what stands in the file that `NAME_FILE` names: Docker secrets, Kubernetes volumes. An environment is seen by
 * whoever may look at a process or a container; a file has an owner.
 * @throws Error in one line, which never quotes what the file holds
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
