import type { Klok } from '../../klok.ts';
import type { LevendeToepassingen } from '../../toepassingen/index.ts';
import { toepassingsvermeldingen } from '../feiten/toepassingsvermeldingen.ts';
import type { Registerteksten } from '../feiten/volg_registerteksten.ts';
import { publiceer, type Registerfeiten } from '../publicatie/publiceer.ts';
import type { Document } from './document.ts';
import { type Documenten, documentenVan } from './documenten.ts';
import { maakKenmerk } from './registerkenmerk.ts';

export interface Registerbenodigdheden {
  klok: Klok;
  toepassingen: Pick<LevendeToepassingen, 'alle' | 'leesLevenslopen'>;
  teksten: Registerteksten;
  issuer: string;
  demo: boolean;
}

/** Finds the document of an address. What was made is kept until anything of the register changes. */
export type ZoekDocument = (pad: string) => Document | undefined;

/**
 * Everything is made from what this process follows in memory: a visit asks the database nothing. A page shows
 * what the door does at that very moment, since both go by the same facts.
 */
export function maakRegisterstand(nodig: Registerbenodigdheden): ZoekDocument {
  const kenmerkVan = maakKenmerk();
  let kenmerk = '';
  let documenten: Documenten = new Map();
  let gemaakt = new Map<string, Document>();
  return (pad) => {
    const feiten = leesFeiten(nodig);
    const nu = kenmerkVan(feiten);
    if (nu !== kenmerk) {
      documenten = documentenVan({ ...feiten, uitgaven: publiceer(feiten) });
      gemaakt = new Map();
      kenmerk = nu;
    }
    const document = gemaakt.get(pad) ?? documenten.get(pad)?.();
    if (document) onthoud(gemaakt, pad, document);
    return document;
  };
}

/** A document takes some tens of kB. The one that was asked for longest ago makes room. */
const MEESTE_DOCUMENTEN = 200;

function onthoud(gemaakt: Map<string, Document>, pad: string, document: Document): void {
  gemaakt.delete(pad);
  gemaakt.set(pad, document);
  const [oudste] = gemaakt.keys();
  if (gemaakt.size > MEESTE_DOCUMENTEN && oudste !== undefined) gemaakt.delete(oudste);
}

function leesFeiten({ klok, toepassingen, teksten, issuer, demo }: Registerbenodigdheden): Registerfeiten {
  return {
    ...{ issuer, demo },
    levenslopen: toepassingen.leesLevenslopen(),
    bewaard: teksten.alle(),
    toepassingen: toepassingsvermeldingen(toepassingen.alle.values(), klok.vandaag()),
  };
}
