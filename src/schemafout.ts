import type { z } from 'zod';

/** JavaScript type names that remain in Zod's Dutch messages. */
const SOORT: Record<string, string> = {
  object: 'een blok met velden',
  record: 'een blok met velden',
  array: 'een lijst',
  string: 'tekst',
  number: 'een getal',
  int: 'een geheel getal',
  boolean: 'true of false',
};

/**
 * What is wrong with one part of a file that a person writes, in words for that person. It says that a part
 * is missing or empty, rather than what it should have been, unless the rule has its own words.
 */
export function schemafout(issue: z.core.$ZodIssue, rauw: unknown): string {
  if (issue.code === 'custom') return issue.message;
  const waarde = issue.path.reduce<unknown>(
    (hier, deel) => (hier as Record<PropertyKey, unknown> | null)?.[deel],
    rauw,
  );
  if (waarde === undefined) return ONTBREEKT;
  if (waarde === null) return 'is leeg';
  const soort = issue.code === 'invalid_type' && isVanZod(issue.message) ? SOORT[issue.expected] : undefined;
  return soort ? `hoort ${soort} te zijn` : issue.message;
}

export const ONTBREEKT = 'ontbreekt';

function isVanZod(bericht: string): boolean {
  return bericht.startsWith('Ongeldige invoer');
}
