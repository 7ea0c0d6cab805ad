import type { Checkpointoordeel } from './checkpointoordeel.ts';
import type { Bevindingenlijst, Logoordeel } from './logoordeel.ts';
import type { Wortelvraag } from './werk/werkverdeling.ts';
import type { Wissingloop } from './wissingloop.ts';

/** Follows the checkpoints along the tree: those of the log, and those that others kept of it. */
export class Checkpointloop {
  readonly #bevindingen: Bevindingenlijst;
  readonly #wissingen: Wissingloop;
  readonly #getuigen = new Map<string, Logoordeel['getuigen'][number]>();
  /** Up to where the tree is the one of a checkpoint of the log, and of one that somebody kept. */
  readonly #bevestigd = { log: 0, bewaard: 0 };
  #isHerrekend = false;
  /** The size of the last checkpoint of the log. */
  laatste = 0;
  /** How many the log has. */
  aantal = 0;

  constructor(bevindingen: Bevindingenlijst, wissingen: Wissingloop) {
    this.#bevindingen = bevindingen;
    this.#wissingen = wissingen;
  }

  /** @param berekend the root of the tree at its size; undefined where the tree has no such size */
  volg({ omvang, bewaarder, regel }: Wortelvraag, oordeel: Checkpointoordeel, berekend: Uint8Array | undefined): void {
    if (bewaarder === undefined && !this.#telMee(omvang)) return;
    // What no key of the log signed says nothing about the tree.
    if (oordeel.fout || omvang === undefined) {
      this.#bevindingen.voegToe({ code: oordeel.fout ?? 'checkpoint_onleesbaar', omvang, wat: bewaarder });
    } else if (!berekend) {
      this.#bevindingen.voegToe({ code: 'staart_weg', omvang, wat: bewaarder });
    } else if (Buffer.compare(berekend, oordeel.wortel) === 0) {
      this.#bevestigd[bewaarder === undefined ? 'log' : 'bewaard'] = omvang;
      if (bewaarder === undefined) this.#wissingen.volg(omvang, regel.gezet_op);
      for (const getuige of oordeel.getuigen) this.#getuigen.set(getuige.naam, { ...getuige, omvang });
    } else {
      this.#meldAndereBoom(omvang, bewaarder);
    }
  }

  /** @param getuigen names of all witnesses who were to confirm it */
  getuigenVan(getuigen: readonly string[]): Logoordeel['getuigen'] {
    for (const wat of getuigen.filter((naam) => !this.#getuigen.has(naam)))
      this.#bevindingen.voegToe({ code: 'getuige_ontbreekt', wat });
    return [...this.#getuigen.values()];
  }

  /** @returns whether it comes after the one before. If not, its root is no longer to be had */
  #telMee(omvang: number | undefined): boolean {
    this.aantal++;
    if (omvang === undefined) return true;
    const volgt = omvang > this.laatste;
    if (!volgt) this.#bevindingen.voegToe({ code: 'checkpoints_niet_in_volgorde', omvang });
    this.laatste = omvang;
    return volgt;
  }

  /** After the first wrong root of the log every later one is wrong as well, so it is told once. */
  #meldAndereBoom(omvang: number, bewaarder: string | undefined): void {
    if (bewaarder === undefined && this.#isHerrekend) return;
    this.#isHerrekend ||= bewaarder === undefined;
    this.#bevindingen.voegToe({
      code: bewaarder === undefined ? 'boom_herrekend' : 'gespleten_log',
      plaats: this.#bevestigd[bewaarder === undefined ? 'log' : 'bewaard'],
      tot_plaats: omvang - 1,
      omvang,
      wat: bewaarder,
    });
  }
}
