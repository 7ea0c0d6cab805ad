import anyAscii from 'any-ascii';

const RUIMTE = 16;
const RUIMTE_VOORNAAM = 9;

/** Words before a family name. They stay when there is room: "vandamme" is how people know it. */
const VOORVOEGSELS = new Set(
  'al ben bin da dal de del della den der di do dos du el het la las le les lo los ten ter the t van vande vanden vander ver von zu'.split(
    ' ',
  ),
);

/**
 * The user name that a number is put behind: `voornaam.naam` in at most 16 letters a–z and a dot, from any script.
 * Whole words are kept where they fit, and what is cut keeps at least six letters: so a cut never leaves a short word that a
 * child would be laughed at for. A name as it is stays as it is.
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

/** The whole family name; without room for it, without the words before it, which many share. */
function achternaam(alle: string[], ruimte: number): string {
  const heel = alle.join('');
  if (heel.length <= ruimte) return heel;
  const begin = alle.findIndex((woord) => !VOORVOEGSELS.has(woord));
  return passend(begin < 0 ? alle : alle.slice(begin), ruimte);
}

/** As many words as fit; of the first as many letters. */
function passend([eerste = '', ...rest]: string[], ruimte: number): string {
  let samen = eerste.slice(0, ruimte);
  for (const woord of rest) {
    if (samen.length + woord.length > ruimte) break;
    samen += woord;
  }
  return samen;
}
