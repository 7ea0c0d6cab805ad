/** A pattern of files, as `**` with a slash and an asterisk behind it, begins no comment. */
const COMMENTAAR = /(?<!\*)\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$/gm;
const TEKSTEN = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;

/** A source without its comments. */
export const zonderCommentaar = (bron: string): string => bron.replaceAll(COMMENTAAR, '');

/** The last name of a path. */
function naamVan(pad: string): string {
  return pad.replaceAll('[]', '').split('.').at(-1) ?? '';
}

/**
 * Whether a source reads the last name of a path: after a dot, by destructuring, or by asking whether it is
 * present. Comments and texts don't count.
 */
export function leestVeld(bron: string, pad: string): boolean {
  const naam = naamVan(pad);
  const zonder = zonderCommentaar(bron);
  if (zonder.includes(`'${naam}' in `)) return true;
  return new RegExp(`\\.${naam}\\b|[{,]\\s*${naam}\\s*[,}:=]`).test(zonder.replaceAll(TEKSTEN, ''));
}
