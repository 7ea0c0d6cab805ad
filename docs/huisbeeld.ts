/** The picture of the house, made from the table of rooms in docs/huis.md. */

/** A row of the table: rooms, or the files at the top. */
interface Tafelrij {
  namen: readonly string[];
  /** Names of the rooms that they may call; `all` for the files at the top. */
  roept: readonly string[];
}

const BREEDTE_KAMER = 200;
const HOOGTE = 36;
const RAND = 20;
/** Between the line of one room and that of the next. */
const STAP = 44;
const LIJN = '#2b6cb0';

/** The table of rooms, from top to bottom. */
export function tafelIn(huis: string): Tafelrij[] {
  const [, tafel = ''] = /\n(\| room in[\s\S]*?)\n\n/.exec(huis) ?? [];
  const [, , ...rijen] = tafel.split('\n').map((rij) => rij.split('|').map((cel) => cel.trim()));
  return rijen.map((cellen) => ({
    namen: [...(cellen[1] ?? '').matchAll(/`([^`]+?)\/?`/g)].map(([, naam]) => naam ?? ''),
    roept: (cellen[3] ?? '').split(', ').filter((naam) => /^[a-z]+$/.test(naam)),
  }));
}

/**
 * A floor for each room. The line of a room goes down from its floor, with a dot at each room that it may
 * call.
 */
export function huisbeeld(huis: string): string {
  const [, ...onderaan] = tafelIn(huis);
  const kamers = onderaan.flatMap(({ namen, roept }) => namen.map((naam) => ({ naam, roept })));
  const hoogte = kamers.length * HOOGTE + 2 * RAND;
  const bellers = kamers.filter(({ roept }) => roept.length > 0);
  const breedte = BREEDTE_KAMER + bellers.length * STAP + 2 * RAND;
  const midden = (rij: number) => RAND + rij * HOOGTE + HOOGTE / 2;
  const rijVan = (naam: string) => kamers.findIndex((kamer) => kamer.naam === naam);
  const vloeren = kamers.map(({ naam }, rij) => {
    const boven = RAND + rij * HOOGTE;
    return [
      `<rect x="${RAND}" y="${boven}" width="${breedte - 2 * RAND}" height="${HOOGTE}" fill="${rij % 2 ? '#ffffff' : '#eef3f8'}" stroke="#8aa0b4"/>`,
      `<text x="${RAND + 12}" y="${midden(rij) + 5}" font-family="sans-serif" font-size="15" fill="#16324a">${naam}</text>`,
    ].join('\n');
  });
  const lijnen = bellers.map(({ naam, roept }, plaats) => {
    const x = RAND + BREEDTE_KAMER + plaats * STAP;
    const van = midden(rijVan(naam));
    const doelen = roept.map((doel) => midden(rijVan(doel)));
    return [
      `<g><title>${naam} may call ${roept.join(', ')}</title>`,
      `<line x1="${x}" y1="${van}" x2="${x}" y2="${Math.max(...doelen)}" stroke="${LIJN}" stroke-width="2"/>`,
      `<circle cx="${x}" cy="${van}" r="7" fill="#ffffff" stroke="${LIJN}" stroke-width="2"/>`,
      ...doelen.map((doel) => `<circle cx="${x}" cy="${doel}" r="5" fill="${LIJN}"/>`),
      '</g>',
    ].join('\n');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${breedte} ${hoogte}" role="img">`,
    '<title>The rooms of LeerID: an open circle marks a room, a dot below it a room that it may call</title>',
    ...vloeren,
    ...lijnen,
    '</svg>',
    '',
  ].join('\n');
}
