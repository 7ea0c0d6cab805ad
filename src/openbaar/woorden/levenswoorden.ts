import { dagInWoorden } from '../../protocol/index.ts';
import type { Meldingsoort } from '../../web/index.ts';
import type { Levensfase, Publicatie, Toepassingsvermelding } from '../publicatie/publicatieschema.ts';
import { partijnaam } from './aktewoorden.ts';

/** A state in a few words, and how it is marked. */
interface Stempel {
  soort: Meldingsoort | 'stil';
  tekst: string;
}

export const FASESTEMPELS: Record<Levensfase['fase'], Stempel> = {
  getekend: { soort: 'info', tekst: 'Begint later' },
  in_werking: { soort: 'goed', tekst: 'Geldt nu' },
  opgezegd: { soort: 'let_op', tekst: 'Opgezegd' },
  geëindigd: { soort: 'stil', tekst: 'Voorbij' },
  vervangen: { soort: 'stil', tekst: 'Vervangen' },
  gesloten: { soort: 'fout', tekst: 'Geldt nu niet' },
};

export const VANDAAGSTEMPELS: Record<Toepassingsvermelding['vandaag'], Stempel> = {
  open: { soort: 'goed', tekst: 'Open' },
  buiten_venster: { soort: 'stil', tekst: 'Nu gesloten' },
  gesloten: { soort: 'stil', tekst: 'Gesloten' },
};

const EINDGRONDEN: Record<NonNullable<Levensfase['einde']>['grond'], string> = {
  sanctie: 'Een partij maakte er een einde aan na een inbreuk',
  opzegging: 'Een partij zegde het op',
  dienst_gestopt: 'De dienst stopte',
  rechtsgrond_vervallen: 'De wettelijke reden viel weg',
  periode_voorbij: 'De afgesproken periode is voorbij',
};

/** Where a protocol stands, in a sentence or two. */
export function levensloopInWoorden({ akte, levensloop }: Pick<Publicatie, 'akte' | 'levensloop'>): string {
  const { fase, van, opvolger_vanaf, opzegging, einde } = levensloop;
  const laatste = einde && `Vanaf ${dagInWoorden(einde.op)} krijgt niemand er nog gegevens mee.`;
  if (fase === 'getekend')
    return `De partijen tekenden al. De afspraak begint ${van ? `op ${dagInWoorden(van)}` : 'later'}.`;
  if (fase === 'gesloten' || fase === 'vervangen')
    return 'Er is nu iets niet in orde met deze afspraak. Tot dat opgelost is, krijgt niemand er gegevens mee.';
  if (fase === 'geëindigd') return einde ? `${EINDGRONDEN[einde.grond]}${doorWie(akte, einde.door)}. ${laatste}` : '';
  const sinds = van ? `Deze afspraak geldt sinds ${dagInWoorden(van)}.` : 'Deze afspraak geldt nu.';
  if (opzegging) {
    const ontvangen = dagInWoorden(opzegging.ontvangen);
    return `${sinds} ${partijnaam(akte, opzegging.door)} zegde ze op. De andere partij kreeg dat bericht op ${ontvangen}. ${laatste}`;
  }
  const daarna = opvolger_vanaf ? ` Vanaf ${dagInWoorden(opvolger_vanaf)} geldt een nieuwe tekst.` : '';
  return `${sinds} ${laatste ?? 'Er is geen einddatum.'}${daarna}`;
}

function doorWie(akte: Publicatie['akte'], door: string | undefined): string {
  return door === undefined ? '' : ` (${partijnaam(akte, door)})`;
}
