import { hash } from 'node:crypto';
import { laatOver, ordenBereiken } from '../boom/bereik.ts';
import { BREEDTE, tegelpad } from '../boom/tegel.ts';
import type { Bevinding } from './bevinding.ts';
import { Bovenlagen } from './bovenlagen.ts';
import { Checkpointloop } from './checkpointloop.ts';
import type { Checkpointoordeel } from './checkpointoordeel.ts';
import type { Logbron, Logstuk, Omslag } from './logbron.ts';
import { Bevindingenlijst, type Logoordeel } from './logoordeel.ts';
import { Rijenloop } from './rijenloop.ts';
import { Uitvoerfout } from './uitvoer/uitvoerfout.ts';
import { doeInVolgorde, type Gedaan } from './werk/werkploeg.ts';
import type { Werkgegevens, Werkuitslag } from './werk/werkstuk.ts';
import { type Controlestuk, verdeelWerk, type Wortelvraag } from './werk/werkverdeling.ts';
import { type Bewaring, Wissingloop } from './wissingloop.ts';
import { Wortelrij } from './wortelrij.ts';

export interface Controleopdracht {
  bron: Logbron;
  /** The keys that are trusted, as text. */
  vertrouwen: Omit<Werkgegevens, 'origin'>;
  /** Names of the witnesses whose keys those are. */
  getuigen: readonly string[];
  /** Checkpoints that others kept, the smallest first. */
  bewaard: readonly Wortelvraag[];
  /** The one month whose rows somebody wants to see. Without it, all rows have to be there that are not erased. */
  maand?: string | undefined;
  bewaring: Bewaring;
  /** Threads beside this one; 0 does it in this one. */
  draden: number;
  /** Called after each piece, with the number of rows up to there. */
  meld(rijen: number): void;
}

/**
 * Checks a whole log: each row against its leaf, the leaves against the tiles, the tiles against the root of every
 * checkpoint, and the checkpoints against keys. It goes on after what is wrong, as far as the source can be read.
 */
export async function controleerLog(opdracht: Controleopdracht): Promise<Logoordeel> {
  const { bron, vertrouwen, bewaard, draden, meld } = opdracht;
  const loop = new Logloop(opdracht);
  try {
    const gegevens = { ...vertrouwen, origin: bron.omslag.origin };
    for await (const gedaan of doeInVolgorde(verdeelWerk(bron, bewaard), draden, gegevens)) {
      loop.volg(gedaan);
      meld(loop.omvang);
    }
  } catch (fout) {
    if (!(fout instanceof Uitvoerfout)) throw fout;
    loop.bevindingen.voegToe(fout.bevinding);
    return loop.oordeel(opdracht, false);
  }
  return loop.oordeel(opdracht, true);
}

/** What a source says by itself that it does not give, although it was asked and was not erased. */
function vindNietGegeven({ omvang, rijen, gewist, maand }: Omslag, gevraagd: string | undefined): Bevinding[] {
  if (maand !== undefined)
    return maand === gevraagd ? [] : [{ code: 'rijen_niet_gegeven', wat: `alleen de rijen van ${maand}` }];
  return laatOver({ van: 0, tot: omvang }, ordenBereiken([...rijen, ...gewist])).map(({ van, tot }) => ({
    code: 'rijen_niet_gegeven',
    plaats: van,
    tot_plaats: tot - 1,
    aantal: tot - van,
  }));
}

type Bladenstuk = Extract<Logstuk, { soort: 'bladen' }>;

/** The root of a tree without leaves (RFC 9162 § 2.1.1). */
const LEGE_BOOM = hash('sha256', '', 'buffer');

/** Goes along the tree, from left to right. */
class Logloop {
  readonly bevindingen = new Bevindingenlijst();
  readonly #rijen = new Rijenloop(this.bevindingen);
  readonly #wissingen: Wissingloop;
  readonly #checkpoints: Checkpointloop;
  readonly #wortels = new Wortelrij();
  readonly #lagen = new Bovenlagen();
  /** How many leaves it saw. */
  omvang = 0;

  constructor({ bron: { omslag }, maand, bewaring }: Controleopdracht) {
    this.#wissingen = new Wissingloop(this.bevindingen, omslag.gewist, bewaring);
    this.#checkpoints = new Checkpointloop(this.bevindingen, this.#wissingen);
    for (const bevinding of vindNietGegeven(omslag, maand)) this.bevindingen.voegToe(bevinding);
  }

  volg({ stuk: { stuk, vragen }, uitslag }: Gedaan<Controlestuk>): void {
    if (stuk?.soort === 'bevinding') this.bevindingen.voegToe(stuk.bevinding);
    else if (stuk?.soort === 'tegel') this.#volgBoven(stuk);
    else this.#volgBladen(stuk, vragen, uitslag);
  }

  oordeel({ bron: { omslag }, getuigen }: Controleopdracht, isGeheel: boolean): Logoordeel {
    const { rijen, zonderTekst } = this.#rijen;
    if (isGeheel) this.#rijen.sluit();
    if (isGeheel) this.#wissingen.sluit();
    if (isGeheel && this.#checkpoints.laatste < this.omvang)
      this.bevindingen.voegToe({
        code: 'einde_zonder_checkpoint',
        plaats: this.#checkpoints.laatste,
        tot_plaats: this.omvang - 1,
      });
    return {
      omslag,
      rijen,
      zonderTekst,
      checkpoints: this.#checkpoints.aantal,
      getuigen: this.#checkpoints.getuigenVan(isGeheel ? getuigen : []),
      bevindingen: this.bevindingen.eerste,
      aantalBevindingen: this.bevindingen.aantal,
    };
  }

  #volgBladen(stuk: Bladenstuk | undefined, vragen: readonly Wortelvraag[], { tegel, checkpoints }: Werkuitslag): void {
    const begin = this.omvang;
    if (stuk && tegel) this.#rijen.volg({ begin, aantal: tegel.aantal, volgnummers: stuk.volgnummers }, tegel);
    const wortels = tegel?.wortels.values();
    for (const [i, vraag] of vragen.entries()) {
      const staatHier = vraag.omvang !== undefined && vraag.omvang > begin;
      const rechts = staatHier ? wortels?.next().value : undefined;
      const berekend = vraag.omvang === 0 ? LEGE_BOOM : rechts && this.#wortels.wortelMet(rechts);
      this.#checkpoints.volg(vraag, checkpoints[i] as Checkpointoordeel, berekend);
    }
    if (!tegel) return;
    this.omvang += tegel.aantal;
    if (tegel.aantal < BREEDTE) return;
    this.#wortels.voegToe(tegel.wortel);
    this.#lagen.voegToe(1, tegel.wortel);
  }

  /** A hash of a level above that is another one was changed, or the rows below it were and their tile with them. */
  #volgBoven({ niveau, nummer, hashes }: Extract<Logstuk, { soort: 'tegel' }>): void {
    const fout = this.#lagen.vergelijk(niveau, hashes);
    if (fout === undefined) return;
    const [plaats, perHash] = [(nummer * BREEDTE + fout) * BREEDTE ** niveau, BREEDTE ** niveau];
    const wat = `tegel ${tegelpad({ niveau, nummer })}`;
    this.bevindingen.voegToe({ code: 'tegel_vervalst', wat, plaats, tot_plaats: plaats + perHash - 1 });
  }
}
