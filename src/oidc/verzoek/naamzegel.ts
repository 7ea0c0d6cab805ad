import type { KoaContextWithOIDC } from 'oidc-provider';
import { naamUitHint } from '../../aanmelden/index.ts';
import { machinetijd } from '../../klok.ts';
import { ontsleutel, versleutel } from '../../versleuteling.ts';

/**
 * A user name that came in a form (`login_hint`) has to go on in an address, and histories and logs would
 * keep it there. So it goes on sealed. The seal is valid for as long as a browser takes to follow.
 */
export interface Naamzegel {
  /** Undefined when the hint can't be a user name, because nobody would read it. */
  verzegel(hint: unknown): string | undefined;
  /** Gives the name while the seal is fresh. A hint without a seal stays as it is. */
  open(hint: string | undefined): string | undefined;
}

/** The first character of a seal. No user name begins with it. */
const TEKEN = '~';
const MINUUT = 60_000;

/** @param sleutel 32 bytes in base64url, the same on every node */
export function maakNaamzegel(sleutel: string): Naamzegel {
  const key = Buffer.from(sleutel, 'base64url');
  return {
    verzegel(hint) {
      const naam = naamUitHint(hint);
      if (!naam) return undefined;
      return TEKEN + versleutel(key, JSON.stringify([naam, machinetijd()])).toString('base64url');
    },
    open(hint) {
      if (!hint?.startsWith(TEKEN)) return hint;
      const tekst = ontsleutel(key, Buffer.from(hint.slice(TEKEN.length), 'base64url'));
      // When the seal is not ours, the form has no name filled in, and nothing else is wrong.
      if (tekst === undefined) return undefined;
      const [naam, sinds] = JSON.parse(tekst) as [string, number];
      return machinetijd() - sinds < MINUUT ? naam : undefined;
    },
  };
}

/** A waiting request keeps the name itself, as it does for a name that came in an address. */
export function openNaam({ open }: Naamzegel) {
  return function openLoginHint({ oidc }: KoaContextWithOIDC, hint: string | undefined): void {
    if (oidc.params) oidc.params.login_hint = open(hint);
  };
}
