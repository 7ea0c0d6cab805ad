import { expect } from '@jest/globals';
import type { Response } from 'supertest';
import { DEMOWACHTWOORD } from '../../../src/demo/leerlingen.ts';
import type { Idp } from '../server/idp.ts';
import { relyingParty, vraagAan } from '../toepassing/relying_party.ts';
import { Bezoeker, type Koekje } from './bezoeker.ts';
import { aanmeldactie } from './formulier.ts';

/** What a visitor has open while his request waits, or goes on. Tests keep, change, swap and repeat its cookies. */
export interface Plek {
  bezoeker: Bezoeker;
  adres: URL;
}

export const NAAM = 'leerling.gewoon';
export const VERZOEK = 'leerid_verzoek';
export const ANTWOORD = 'leerid_antwoord';

/** Requests of Smartschool at one provider. */
export function plekkenBij(idp: () => Idp) {
  async function begin(bezoeker = new Bezoeker(), extra: Record<string, string> = {}): Promise<Plek> {
    const { url } = await vraagAan(await relyingParty(idp(), 'smartschool'), 'smartschool', extra);
    const { text } = await bezoeker.volg(url);
    return { bezoeker, adres: new URL(aanmeldactie(text), url) };
  }
  const beginEnBeantwoord = async (bezoeker?: Bezoeker, extra?: Record<string, string>) =>
    beantwoord(await begin(bezoeker, extra));
  return { begin, beginEnBeantwoord };
}

const vulIn = ({ bezoeker, adres }: Plek, gebruikersnaam = NAAM) =>
  bezoeker.post(adres, { gebruikersnaam, wachtwoord: DEMOWACHTWOORD }, { origin: adres.origin });

/** Fills in the form, and does not follow. */
export async function beantwoord(plek: Plek, gebruikersnaam = NAAM): Promise<Plek> {
  const antwoord = await vulIn(plek, gebruikersnaam);
  expect(antwoord.status).toBe(303);
  return { bezoeker: plek.bezoeker, adres: new URL(antwoord.get('location') ?? '', plek.adres) };
}

/** The parts of a seal. */
export const delen = ({ bezoeker, adres }: Plek, naam: string): Koekje[] =>
  bezoeker.koekjes(adres.pathname).filter((koekje) => koekje.naam.startsWith(naam));

/** The address where the request of a page goes on, and the other way round. */
export function overkant({ pathname }: URL): string {
  const uid = pathname.split('/').at(-1);
  return pathname.startsWith('/authorize/') ? `/aanmelden/smartschool/${uid}` : `/authorize/${uid}`;
}

/** The same browser once more, with all its cookies of a request. */
export function kopie({ bezoeker, adres }: Plek): Plek {
  const ander = new Bezoeker();
  for (const pad of [adres.pathname, overkant(adres)]) ander.neem(bezoeker.koekjes(pad));
  return { bezoeker: ander, adres };
}

export async function gaatVerder({ bezoeker, adres }: Plek): Promise<boolean> {
  return (await bezoeker.volg(adres)).verder?.searchParams.has('code') === true;
}

export function isVerlopen({ status, text }: Response): void {
  expect([status, text]).toEqual([400, expect.stringContaining('Deze aanmelding is niet meer geldig')]);
  expect(text).toMatch(/<a class="knop" href="[^"]+">(Begin opnieuw bij|Naar het begin)/);
}

/** Nothing goes on from here: the page is not shown, its form is not taken, the answer does not count. */
export async function staatStil(plek: Plek): Promise<void> {
  isVerlopen(await plek.bezoeker.haal(plek.adres));
  if (plek.adres.pathname.startsWith('/aanmelden/')) isVerlopen(await vulIn(plek));
}
