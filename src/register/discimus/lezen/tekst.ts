import { FOUT, type Veld } from './veld.ts';

const LANGSTE = 200;

/** Nearly every name is so, and needs nothing else. */
const GEWOON = /^[!-~](?:[ -~]{0,198}[!-~])?$/;

// Control characters would be obeyed by a terminal, the invisible ones let two names look alike or run backwards, half a
// surrogate can't be stored. The two joiners are part of how some languages are spelled.
const VERBODEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;
const RAND = /^[\s\u200c\u200d]+|[\s\u200c\u200d]+$/g;

/** A name or description: NFC, so that the same name is the same text, without spaces around it, 1 to 200 characters. */
export const naam: Veld<string> = (tekst) => {
  if (GEWOON.test(tekst)) return tekst;
  if (VERBODEN.test(tekst)) return FOUT.verboden_tekens;
  const kort = tekst.normalize('NFC').replaceAll(RAND, '');
  if (kort === '') return FOUT.leeg;
  return kort.length <= LANGSTE || [...kort].length <= LANGSTE ? kort : FOUT.te_lang;
};
