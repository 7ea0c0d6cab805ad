import type { Laadstap } from '../discimus/index.ts';

/** The progress of a load: a bar for a person, one JSON object per line for a program. */
export interface Voortgang {
  gelezen(gelezen: number, totaal: number): void;
  stap(stap: Laadstap): void;
  /** Ends the bar, so that the next output has a line of its own. */
  klaar(): void;
}

const STAPPEN: Record<Laadstap, string> = {
  scholen: 'scholen bijwerken',
  personen: 'nagaan wie wie is',
  leerlingen: 'leerlingen en accounts bijwerken',
  inschrijvingen: 'inschrijvingen bijwerken',
  einden: 'verdwenen inschrijvingen beëindigen',
  bewaren: 'verslag en vastleggen',
};
const NAMEN = Object.keys(STAPPEN) as Laadstap[];
const BREEDTE = 30;
const WIS_REGEL = '\r\u001b[K';

export type Scherm = Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;

/** Steps of one percent: nobody reads a thousand lines. */
export function maakVoortgang(scherm: Scherm): Voortgang {
  const toon = scherm.isTTY ? balk(scherm) : jsonregels(scherm);
  let vorige = -1;
  return {
    ...toon,
    gelezen(gelezen, totaal) {
      const procent = totaal ? Math.floor((100 * gelezen) / totaal) : 100;
      if (procent === vorige) return;
      vorige = procent;
      toon.gelezen(gelezen, totaal);
    },
  };
}

function balk(scherm: Scherm): Voortgang {
  return {
    gelezen(gelezen, totaal) {
      const vol = totaal ? Math.min(BREEDTE, Math.floor((BREEDTE * gelezen) / totaal)) : BREEDTE;
      const strook = '█'.repeat(vol) + '░'.repeat(BREEDTE - vol);
      scherm.write(`${WIS_REGEL}lezen ${strook} ${getal(gelezen)} van ${getal(totaal)} regels`);
    },
    stap: (stap) => void scherm.write(`${WIS_REGEL}stap ${NAMEN.indexOf(stap) + 1}/${NAMEN.length}: ${STAPPEN[stap]}`),
    klaar: () => void scherm.write(WIS_REGEL),
  };
}

function jsonregels(scherm: Scherm): Voortgang {
  return {
    gelezen: (gelezen, totaal) => void scherm.write(jsonregel('lezen', { gelezen, totaal })),
    stap: (stap) => void scherm.write(jsonregel('stap', { stap })),
    klaar: () => {},
  };
}

/** Names of events and fields must not change, because programs wait for them. */
export function jsonregel(gebeurtenis: 'lezen' | 'stap' | 'verslag' | 'geweigerd', velden: object): string {
  return `${JSON.stringify({ gebeurtenis, ...velden })}\n`;
}

export function getal(aantal: number): string {
  return aantal.toLocaleString('nl-BE');
}
