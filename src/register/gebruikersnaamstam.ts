import anyAscii from 'any-ascii';

const RUIMTE = 16;
const RUIMTE_VOORNAAM = 9;

/** Words before a family name. They are kept where there is room: people know the name as "vandamme". */
const VOORVOEGSELS = new Set(
  'al ben bin da dal de del della den der di do dos du el het la las le les lo los ten ter the t van vande vanden vander ver von zu'.split(
    ' ',
  ),
);

/**
 * The user name without its number: `voornaam.naam` in at most 16 letters a–z and a dot, from any script.
 * Whole words are kept where they fit. A word that is cut keeps at least six letters, so that no short word
 * is left for which a child would be laughed at. A name that is short by itself is not changed.
 */
export function gebruikersnaamstam(voornaam: string, naam: string): string {
  const voor = passend(woorden(voornaam), RUIMTE_VOORNAAM);
  const achter = achternaam(woorden(naam), voor ? RUIMTE - 1 - voor.length : RUIMTE);
  return [voor, achter].filter(Boolean).join('.') || 'leerling';
}

function woorden(tekst: string): string[] {
  if (/^[A-Za-z]+$/.test(tekst)) return [tekst.toLowerCase()];
  const letters = anyAscii(tekst).toLowerCase().replaceAll(/['`]/g, '');
  return letters.split(/[^a-z]+/).filter(Boolean);
}

/**
 * The whole family name. Without room for it, the words before the name are dropped, since many names share
 * them.
 */
function achternaam(alle: string[], ruimte: number): string {
  const heel = alle.join('');
  if (heel.length <= ruimte) return heel;
  const begin = alle.findIndex((woord) => !VOORVOEGSELS.has(woord));
  return passend(begin < 0 ? alle : alle.slice(begin), ruimte);
}

/** As many words as fit. Of the first word, as many letters as fit. */
function passend([eerste = '', ...rest]: string[], ruimte: number): string {
  let samen = eerste.slice(0, ruimte);
  for (const woord of rest) {
    if (samen.length + woord.length > ruimte) break;
    samen += woord;
  }
  return samen;
}
