import { Bezoeker } from '../test/opzet/bezoek/bezoeker.ts';
import type { Client } from './lijst.ts';

/**
 * From the client's own page through the sign-in form and back, as a browser does.
 * @returns what the client shows of what it received
 */
export async function meldAanBij({ begin, kijk }: Client, poort: number, gebruikersnaam: string): Promise<string> {
  const adres = `http://localhost:${poort}`;
  const bezoeker = new Bezoeker();
  const heen = await bezoeker.volg(`${adres}${begin}`);
  if (!heen.verder) throw new Error(`de client stuurt niet door (${heen.status}): ${kort(heen.text)}`);
  const { verder: geweigerd } = await bezoeker.volg(heen.verder);
  if (geweigerd) throw new Error(`LeerID weigert de aanvraag: ${geweigerd.searchParams}`);
  const terug = await bezoeker.meldAan(heen.verder, gebruikersnaam);
  if (!terug.verder) throw new Error(`LeerID stuurt niet terug (${terug.status}): ${kort(terug.text)}`);
  const binnen = await bezoeker.volg(terug.verder);
  const bladzijde = kijk ? await bezoeker.volg(`${adres}${kijk}`) : binnen;
  const tekst = bladzijde.text;
  if (bladzijde.status !== 200) throw new Error(`de client weigert (${bladzijde.status}): ${kort(tekst)}`);
  return tekst;
}

function kort(tekst: string): string {
  return tekst
    .replace(/<style.*?<\/style>|<[^>]+>/gs, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
}
