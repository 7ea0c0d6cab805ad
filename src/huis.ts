import type { EenKamer, Kamer, Opening } from './kamer.ts';

/**
 * The rooms, in the order in which a server opens them. TypeScript refuses a room whose needs come neither
 * from the server nor from an earlier room.
 */
export class Huis<Begin, Heeft = Begin> {
  readonly kamers: readonly EenKamer[];

  constructor(kamers: readonly EenKamer[] = []) {
    this.kamers = kamers;
  }

  met<Geeft extends object>(kamer: Kamer<Heeft, Geeft>): Huis<Begin, Heeft & Geeft> {
    return new Huis([...this.kamers, kamer as EenKamer]);
  }

  /**
   * Opens each room with what is available, and adds what the room gives. When one fails, the open ones are
   * stopped.
   */
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
