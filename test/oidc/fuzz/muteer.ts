import { assertie, dpopbewijs, isJwt, vervals } from './jwt.ts';
import type { Mutatie } from './mutaties.ts';
import type { Paar, Verzoek } from './verzoek.ts';

/** Ways to bend an address. */
export const PADEN: ((pad: string, waarde: string) => string)[] = [
  (pad) => `${pad}/`,
  (pad) => `/${pad}`,
  (pad) => pad.toUpperCase(),
  (pad) => `/.${pad}`,
  (pad) => pad.replace('/', '/%2e%2e/'),
  (pad) => `http://kwaad.example${pad}`,
  (pad) => pad.slice(1),
  (pad) => `${pad}%00`,
  (pad) => `${pad};a=b`,
  (pad, waarde) => `${pad}/${waarde}`,
  (pad, waarde) => pad.replace(/[^/]+$/, waarde),
  (pad, waarde) => pad.replace(/^\/([^/]+)\/[^/]+/, `/$1/${waarde}`),
];

export async function muteer(issuer: string, geldig: Verzoek, mutaties: readonly Mutatie[]): Promise<Verzoek> {
  const kopie = (lijst: Paar[]) => lijst.map(([naam, inhoud]): Paar => [naam, inhoud]);
  const { vraag, koppen, velden } = geldig;
  const verzoek = { ...geldig, vraag: kopie(vraag), koppen: kopie(koppen), velden: kopie(velden) };
  for (const een of mutaties) await pasToe(issuer, verzoek, een);
  return verzoek;
}

async function pasToe(issuer: string, verzoek: Verzoek, een: Mutatie): Promise<void> {
  const lijst = 'waar' in een ? verzoek[een.waar] : [];
  const plek = 'nr' in een ? een.nr % Math.max(1, lijst.length) : 0;
  const paar = lijst[plek] ?? ['', ''];
  const [, inhoud] = paar;
  switch (een.soort) {
    case 'weg':
      lijst.splice(plek, 1);
      break;
    case 'dubbel':
      lijst.push([...paar]);
      break;
    case 'leeg':
      paar[1] = '';
      break;
    case 'waarde':
      paar[1] = een.waarde;
      break;
    case 'lang':
      paar[1] = `${inhoud}${'a'.repeat(een.lengte)}`;
      break;
    case 'verdraai':
      paar[1] = verdraai(inhoud, een.plek % (inhoud.length + 1), een.teken);
      break;
    case 'hernoem':
      paar[0] = een.naam;
      break;
    case 'extra':
      lijst.push([een.naam, een.waarde]);
      break;
    case 'verhuis':
      verzoek[een.naar].push(...verzoek[een.naar === 'vraag' ? 'velden' : 'vraag'].splice(0));
      break;
    case 'methode':
      verzoek.methode = een.methode;
      break;
    case 'kop':
      verzoek.koppen = [...verzoek.koppen.filter(([naam]) => naam !== een.naam), [een.naam, een.waarde]];
      break;
    case 'lichaam':
      verzoek.lichaam = een.lichaam;
      verzoek.koppen = [...verzoek.koppen.filter(([naam]) => naam !== 'Content-Type'), ['Content-Type', een.type]];
      break;
    case 'pad':
      verzoek.pad = PADEN[een.hoe]?.(verzoek.pad, een.waarde) ?? verzoek.pad;
      break;
    case 'assertie':
      verzoek.velden = verzoek.velden.filter(([naam]) => naam !== 'client_assertion');
      verzoek.velden.push(['client_assertion', await assertie(issuer, een.claims, een.kop)]);
      break;
    case 'dpop':
      verzoek.koppen = await metDpop(issuer, verzoek, een.claims, een.kop);
      break;
    case 'jwt':
      for (const jwt of [...verzoek.vraag, ...verzoek.velden, ...verzoek.koppen].filter(([, tekst]) => isJwt(tekst))) {
        jwt[1] = vervals(jwt[1], een.claims, een.kop, een.handtekening);
      }
  }
}

function verdraai(tekst: string, plek: number, teken: string): string {
  return tekst.slice(0, plek) + teken + tekst.slice(plek + 1);
}

/** The headers of a request with a fitting proof, except for what is replaced. */
export async function metDpop(issuer: string, verzoek: Verzoek, claims = {}, kop = {}): Promise<Paar[]> {
  const { methode, pad, koppen } = verzoek;
  const [, token] = koppen.find(([naam, inhoud]) => naam === 'Authorization' && !inhoud.startsWith('Basic ')) ?? [];
  const bewijs = await dpopbewijs(methode, `${issuer}${pad}`, token?.split(' ')[1], claims, kop);
  return [...koppen.filter(([naam]) => naam !== 'DPoP'), ['DPoP', bewijs]];
}
