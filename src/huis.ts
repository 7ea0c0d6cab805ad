import type { EenKamer, Kamer, Opening } from './kamer.ts';

/**
 * Rooms in the order in which a server opens them. TypeScript refuses a room that needs what neither the server nor a room before it
 * gives.
 */
export class Huis<Begin, Heeft = Begin> {
  readonly kamers: readonly EenKamer[];

  constructor(kamers: readonly EenKamer[] = []) {
    this.kamers = kamers;
  }

  met<Geeft extends object>(kamer: Kamer<Heeft, Geeft>): Huis<Begin, Heeft & Geeft> {
    return new Huis([...this.kamers, kamer as EenKamer]);
  }

  /** Opens each room with what it finds, and adds what it gives. When one fails, those that were open are stopped. */
  async open(begin: Omit<Begin, 'kamers'>): Promise<Opening[]> {
    let heeft: object = { ...begin, kamers: this.kamers };
    const open: Opening[] = [];
    try {
      for (const kamer of this.kamers) {
        const opening = (await kamer.open?.(heeft as never)) ?? {};
        heeft = { ...heeft, ...opening.geeft };
        open.push(opening);
      }
    } catch (fout) {
      await Promise.all(open.map(({ stop }) => stop?.()));
      throw fout;
    }
    return open;
  }
}
