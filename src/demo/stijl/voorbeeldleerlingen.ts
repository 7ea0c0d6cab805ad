/** Made-up pupils for the example of a desk. They are always the same. */
export interface Voorbeeldleerling {
  naam: string;
  gebruikersnaam: string;
  klas: string;
  stand: 'actief' | 'nieuw' | 'geblokkeerd';
}

const VOORNAMEN = 'Amina Bram Céleste Daan Elif Fien Gijs Hanne Ilyas Jef Kaat Lars Mila Noor Otis Pippa'.split(' ');
const NAMEN = ['Aerts', 'Benali', 'Claes', 'De Smet', 'El Amrani', 'Goossens', 'Jacobs', 'Maes', 'Öztürk', 'Peeters'];
export const VOORBEELDKLASSEN = ['1A', '1B', '1C', '1D', '2A', '2B', '2C', '2D', '3A', '3B', '3C', '3D'];

/** As many as a large school has. */
export const VOORBEELDLEERLINGEN: readonly Voorbeeldleerling[] = Array.from({ length: 912 }, (_, plek) => {
  const voornaam = VOORNAMEN[plek % VOORNAMEN.length] ?? '';
  const naam = NAMEN[(plek * 7) % NAMEN.length] ?? '';
  return {
    naam: `${naam}, ${voornaam}`,
    gebruikersnaam: `leerling.voorbeeld${plek + 1}`,
    klas: VOORBEELDKLASSEN[(plek * 5) % VOORBEELDKLASSEN.length] ?? '',
    stand: plek % 41 === 0 ? 'geblokkeerd' : plek % 9 === 0 ? 'nieuw' : 'actief',
  };
});
