import { maakGeheimBestand, type Uitkomst } from '../../terminal/index.ts';
import { SLEUTELNAAM } from '../boom/vkey.ts';
import { maakGetuigensleutel, schrijfGetuigensleutel } from '../getuigen/getuigensleutel.ts';

/** Makes the key of a witness. Only its owner can read the file, and no file is replaced. */
export async function schrijfNieuweGetuigensleutel(naam: string, bestand: string): Promise<Uitkomst> {
  if (!SLEUTELNAAM.test(naam))
    return {
      regels: ['de naam van een getuige is een adres als school.example/getuige, zonder spatie of +'],
      goed: false,
    };
  const sleutel = maakGetuigensleutel(naam);
  await maakGeheimBestand(bestand, schrijfGetuigensleutel(sleutel));
  return { regels: [sleutel.vkey.tekst, `bewaar ${bestand} veilig; de regel hierboven mag iedereen zien`], goed: true };
}
