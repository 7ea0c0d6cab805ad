import { DEMOWACHTWOORD } from '../../../src/demo/leerlingen.ts';
import type { Bezoeker } from '../../opzet/bezoek/bezoeker.ts';
import type { Idp } from '../../opzet/server/idp.ts';
import { callback, SCOPES } from '../../opzet/toepassing/relying_party.ts';
import { metClientbewijs } from './clientbewijs.ts';
import { metDpop } from './muteer.ts';
import { haal, type Paar, paren, stuur, type Verzoek } from './verzoek.ts';
import { activatiecode, CLIENTS, type Voorraad, wachtendePagina } from './voorraad.ts';

/**
 * A valid request for each endpoint, from the stock. `nr` chooses, so that a run with the same seed asks the
 * same.
 */
type Maak = (nr: number) => Verzoek | Promise<Verzoek>;

const HTML: Paar = ['Accept', 'text/html,application/xhtml+xml,*/*;q=0.8'];

const BEKEND = ['openid-configuration', 'oauth-authorization-server'].map((naam) => `/.well-known/${naam}`);
/** What a browser may ask before a request. */
const MET_CORS = [...BEKEND, '/jwks', '/userinfo', '/token', '/par', '/revoke'];

export function geldigeVerzoeken(idp: Idp, voorraad: Voorraad): Record<string, Maak> {
  const uit = <T>(lijst: readonly T[], nr: number) => lijst[nr % lijst.length] as T;
  const eigen: Paar = ['Origin', idp.issuer];
  const formulier = (bezoeker: Bezoeker, pad: string, velden: Paar[]) =>
    stuur(pad, velden, [HTML, eigen, ...koekjes(bezoeker, pad)]);
  // Half of them are new, because an answer uses the page up.
  const wachtend = async (nr: number) =>
    nr % 2 ? wachtendePagina(idp, uit(CLIENTS, nr)) : uit(voorraad.wachtend, nr / 2);
  const aanmelden = async (nr: number, waar = '') => {
    const { bezoeker, clientId, uid } = await wachtend(nr);
    return { bezoeker, pad: `/aanmelden/${clientId}/${uid}${waar}` };
  };
  // Most of them are new: the next code voids a code, and a chosen password uses it up. Small numbers come
  // often and succeed.
  const activatie = async (nr: number) => {
    const { gebruikersnaam, code } = nr % 4 === 3 ? uit(voorraad.activatiecodes, nr >> 2) : await activatiecode(idp);
    const wachtwoord = uit(['drie gekke eekhoorns', undefined, 'kort', 'drie gekke eekhoorns', 'leerling'], nr);
    const nogmaals = nr % 3 === 2 ? 'iets anders' : wachtwoord;
    return paren({ gebruikersnaam, code, wachtwoord, nogmaals: wachtwoord && nogmaals });
  };
  const wie = (nr: number, pad: string) =>
    nr % 3 ? koekjes(uit(voorraad.sessies, nr), pad) : koekjes(uit(voorraad.wachtend, nr).bezoeker, pad);
  const afmelding = (nr: number) =>
    paren({
      id_token_hint: nr % 2 ? uit(voorraad.idTokens, nr) : undefined,
      client_id: nr % 2 ? undefined : uit(CLIENTS, nr),
      post_logout_redirect_uri: nr % 2 ? undefined : `http://localhost:3001/${uit(CLIENTS, nr)}`,
      state: 'toestand',
    });
  const metClient = (pad: string, velden: Paar[], clientId: string) =>
    metClientbewijs(idp, stuur(pad, velden), clientId);

  const metBewijs = async (verzoek: Verzoek) => ({ ...verzoek, koppen: await metDpop(idp.issuer, verzoek) });

  return {
    'GET discovery': (nr) => haal(uit(BEKEND, nr)),
    'GET /': () => haal('/', [HTML]),
    'GET jwks': () => haal('/jwks'),
    'GET beheer': (nr) => haal(uit(['/healthz', '/readyz', '/metrics'], nr)),
    'GET assets': (nr) => haal(`/assets/${uit(['leerid.css', 'leerid.svg', 'doorsturen.js'], nr)}`),
    'GET authorize': (nr) => haal('/authorize', [HTML, ...wie(nr, '/authorize')], aanvraag(uit(CLIENTS, nr), nr)),
    'GET authorize met request_uri': (nr) => {
      const { clientId, uri } = uit(voorraad.aanvragen, nr);
      return haal('/authorize', [HTML, ...wie(nr, '/authorize')], paren({ client_id: clientId, request_uri: uri }));
    },
    'POST authorize': (nr) => stuur('/authorize', aanvraag(uit(CLIENTS, nr), nr), [HTML, ...wie(nr, '/authorize')]),
    'GET authorize/:uid': (nr) => {
      const { bezoeker, uid } = uit(voorraad.beantwoord, nr);
      return haal(`/authorize/${uid}`, [HTML, ...koekjes(bezoeker, `/authorize/${uid}`)]);
    },
    'POST par': (nr) => metClient('/par', aanvraag(uit(CLIENTS, nr), nr), uit(CLIENTS, nr)),
    'POST token': async (nr) => {
      const { clientId, code, verifier } = uit(voorraad.codes, nr);
      const redirect_uri = callback(clientId);
      const velden = paren({ grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri });
      const verzoek = await metClient('/token', velden, clientId);
      return nr % 4 ? verzoek : metBewijs(verzoek);
    },
    'GET userinfo': (nr) => haal('/userinfo', [['Authorization', `Bearer ${uit(voorraad.tokens, nr)}`]]),
    'POST userinfo': (nr) => stuur('/userinfo', [], [['Authorization', `Bearer ${uit(voorraad.tokens, nr)}`]]),
    'GET userinfo met DPoP': (nr) =>
      metBewijs(haal('/userinfo', [['Authorization', `DPoP ${uit(voorraad.gebondenTokens, nr)}`]])),
    'POST revoke': (nr) => {
      const velden = paren({ token: uit(voorraad.wegwerptokens, nr), token_type_hint: 'access_token' });
      return metClient('/revoke', velden, uit(CLIENTS, nr));
    },
    'OPTIONS vooraf': (nr) => {
      const koppen = { Origin: 'http://localhost:3001', 'Access-Control-Request-Method': 'POST' };
      return { methode: 'OPTIONS', pad: uit(MET_CORS, nr), vraag: [], koppen: Object.entries(koppen), velden: [] };
    },
    'GET logout': (nr) => haal('/logout', [HTML, ...wie(nr, '/logout')], afmelding(nr)),
    'POST logout': (nr) => stuur('/logout', afmelding(nr), [HTML, ...wie(nr, '/logout')]),
    'POST logout/confirm': (nr) => {
      const { bezoeker, xsrf } = uit(voorraad.afmeldingen, nr);
      return formulier(bezoeker, '/logout/confirm', paren({ xsrf, logout: nr % 2 ? 'yes' : undefined }));
    },
    'GET logout/success': (nr) => haal('/logout/success', [HTML], paren({ client_id: uit(CLIENTS, nr) })),
    'GET aanmelden': async (nr) => {
      const { bezoeker, pad } = await aanmelden(nr);
      return haal(pad, [HTML, ...koekjes(bezoeker, pad)]);
    },
    'POST aanmelden': async (nr) => {
      const { bezoeker, pad } = await aanmelden(nr);
      const wachtwoord = nr % 4 < 2 ? DEMOWACHTWOORD : 'peer-trein-zon-17';
      return formulier(bezoeker, pad, paren({ gebruikersnaam: 'leerling.geenarchief', wachtwoord }));
    },
    'GET activeren': () => haal('/activeren', [HTML]),
    'GET activeren onderweg': async (nr) => {
      const { bezoeker, pad } = await aanmelden(nr, '/activeren');
      return haal(pad, [HTML, ...koekjes(bezoeker, pad)]);
    },
    'GET vergeten': () => haal('/activeren/vergeten', [HTML]),
    'GET vergeten onderweg': async (nr) => {
      const { bezoeker, pad } = await aanmelden(nr, '/vergeten');
      return haal(pad, [HTML, ...koekjes(bezoeker, pad)]);
    },
    'POST activeren': async (nr) => stuur('/activeren', await activatie(nr), [HTML, eigen]),
    'POST activeren onderweg': async (nr) => {
      const { bezoeker, pad } = await aanmelden(nr, '/activeren');
      return formulier(bezoeker, pad, await activatie(nr));
    },
    'GET protocollen': (nr) =>
      haal(uit(['/protocollen', '/protocollen/smartschool.json', '/protocollen.json'], nr), [HTML]),
    'GET toepassingen': () => haal('/toepassingen', [HTML]),
    'GET privacylog': (nr) => haal(uit(['/privacylog/checkpoint', '/privacylog/sleutels'], nr)),
    'GET tegel': (nr) => haal(`/privacylog/tile/${uit(voorraad.tegels, nr)}`),
    'GET robots.txt': () => haal('/robots.txt', [HTML]),
    'GET activeren/klaar': () => haal('/activeren/klaar', [HTML]),
    'POST terug': async (nr) => {
      const { bezoeker, pad } = await aanmelden(nr, '/terug');
      return formulier(bezoeker, pad, []);
    },
    'POST anders': async (nr) => {
      const { bezoeker, pad } = await aanmelden(nr, '/anders');
      return formulier(bezoeker, pad, []);
    },
  };
}

function koekjes(bezoeker: Bezoeker, pad: string): Paar[] {
  const kop = bezoeker.koekjes(pad).map(({ naam, waarde }) => `${naam}=${waarde}`);
  return kop.length ? [['Cookie', kop.join('; ')]] : [];
}

function aanvraag(clientId: string, nr: number): Paar[] {
  return paren({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: callback(clientId),
    scope: SCOPES[clientId],
    state: 'toestand',
    nonce: 'eenmalig',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    response_mode: nr % 5 ? undefined : 'form_post',
    prompt: [undefined, undefined, 'none', 'login'][nr % 4],
    claims: nr % 7 ? undefined : '{"userinfo":{"given_name":null},"id_token":{"acr":{"value":"x"}}}',
    max_age: nr % 6 ? undefined : '60',
    login_hint: nr % 3 ? undefined : 'leerling.gewoon',
  });
}
