import type { Writable } from 'node:stream';

/** How far something is that takes long. */
export interface Tijdbalk {
  meld(gedaan: number): void;
  /** Ends the bar, so that the next output has a line of its own. */
  klaar(): void;
}

const BREEDTE_BALK = 30;
const WIS_REGEL = '\r\u001b[K';

/**
 * A bar with the time that is left for a person; where nobody looks on, a line for each tenth.
 * @param uit where it comes: standard error, so that the output of a command stays clean
 * @param wat what is done, and with what: `controleren` of `rijen`
 * @param nu milliseconds
 */
export function maakTijdbalk(
  uit: Writable & { isTTY?: boolean },
  wat: { doet: string; eenheid: string },
  totaal: number,
  nu = () => performance.now(),
): Tijdbalk {
  const begin = nu();
  const stappen = uit.isTTY ? 100 : 10;
  let vorige = -1;
  return {
    meld(gedaan) {
      const deel = totaal > 0 ? Math.min(1, gedaan / totaal) : 1;
      const stap = Math.floor(deel * stappen);
      if (stap === vorige) return;
      vorige = stap;
      const getallen = `${inGetal(gedaan)} van ${inGetal(totaal)} ${wat.eenheid}`;
      const vol = Math.floor(deel * BREEDTE_BALK);
      const strook = '█'.repeat(vol) + '░'.repeat(BREEDTE_BALK - vol);
      const rest = deel > 0 && deel < 1 ? `, nog ${alsDuur(((nu() - begin) * (1 - deel)) / deel)}` : '';
      uit.write(
        uit.isTTY ? `${WIS_REGEL}${wat.doet} ${strook} ${getallen}${rest}` : `${wat.doet}: ${getallen}${rest}\n`,
      );
    },
    klaar: () => void (uit.isTTY && uit.write(WIS_REGEL)),
  };
}

function inGetal(aantal: number): string {
  return aantal.toLocaleString('nl-BE');
}

/** In the largest unit that says enough. */
function alsDuur(milliseconden: number): string {
  const seconden = Math.ceil(milliseconden / 1000);
  if (seconden < 90) return `${seconden} s`;
  const minuten = Math.ceil(seconden / 60);
  return minuten < 90 ? `${minuten} min` : `${Math.ceil(minuten / 60)} uur`;
}
