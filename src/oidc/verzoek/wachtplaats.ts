import { type VerzegeldeAntwoorden, verzegeldeAntwoorden } from './verzegeld_antwoord.ts';
import { type VerzegeldeVerzoeken, verzegeldeVerzoeken, type Zegelbenodigdheden } from './verzegeld_verzoek.ts';

/** The cookies in which a request waits, and in which its answer travels. */
export interface Wachtplaats {
  verzoeken: VerzegeldeVerzoeken;
  antwoorden: VerzegeldeAntwoorden;
}

export function maakWachtplaats(nodig: Zegelbenodigdheden): Wachtplaats {
  return { verzoeken: verzegeldeVerzoeken(nodig), antwoorden: verzegeldeAntwoorden(nodig) };
}
