import * as client from 'openid-client';
import { DEMOWACHTWOORD } from '../../../src/demo/leerlingen.ts';
import { BREEDTE, tegelpad } from '../../../src/privacy/boom/tegel.ts';
import { leesLaatsteCheckpoint } from '../../../src/privacy/zegel/checkpointrijen.ts';
import { verzegelLog } from '../../../src/privacy/zegel/verzegel.ts';
import { geefCode } from '../../opzet/bezoek/activatiecode.ts';
import { Bezoeker } from '../../opzet/bezoek/bezoeker.ts';
import { afmeldgeheim } from '../../opzet/bezoek/formulier.ts';
import type { Idp } from '../../opzet/server/idp.ts';
import { relyingParty as maakRelyingParty, vraagAan } from '../../opzet/toepassing/relying_party.ts';
import { dpopsleutels } from './jwt.ts';

/** Live identifiers of every kind, so that a mutated request gets past the first check. */
export interface Voorraad {
  /** A browser with a page of ours that waits for an answer. */
  wachtend: { bezoeker: Bezoeker; clientId: string; uid: string }[];
  /** A browser with an answer of such a page, which nobody followed yet. */
  beantwoord: { bezoeker: Bezoeker; uid: string }[];
  sessies: Bezoeker[];
  codes: { clientId: string; code: string; verifier: string }[];
  tokens: string[];
  /** Bound to the key of `dpopbewijs`. */
  gebondenTokens: string[];
  /** Tokens that may be revoked, and their ID tokens. */
  wegwerptokens: string[];
  idTokens: string[];
  aanvragen: { clientId: string; uri: string }[];
  afmeldingen: { bezoeker: Bezoeker; xsrf: string }[];
  activatiecodes: { gebruikersnaam: string; code: string }[];
  /** Paths of tiles of the privacy log. */
  tegels: string[];
}

export const CLIENTS = ['smartschool', 'toetsplatform', 'archief-voor-onderwijs'];
const LEERLINGEN = ['leerling.historiek', 'leerling.tweescholen'];
/** Usually without a password, so nobody signs in as this pupil. */
const ACTIVEERDER = 'leerling.tijdelijk';
/** The newest of each kind are kept. Some of them are already used, which is worth some requests too. */
const BEWAARD = 16;

export function legeVoorraad(): Voorraad {
  const leeg = {
    wachtend: [],
    beantwoord: [],
    sessies: [],
    codes: [],
    tokens: [],
    gebondenTokens: [],
    wegwerptokens: [],
  };
  return { ...leeg, idTokens: [], aanvragen: [], afmeldingen: [], activatiecodes: [], tegels: [] };
}

/** Adds something of each kind. `beurt` chooses the application and the pupil. */
export async function vulAan(idp: Idp, voorraad: Voorraad, beurt: number): Promise<void> {
  const kies = <T>(uit: readonly T[], extra = 0) => uit[(beurt + extra) % uit.length] as T;
  const clientId = kies(CLIENTS);
  // Other tests check the throttle on wrong passwords. Here it would make the form unreachable.
  await idp.db.deleteFrom('aanmeldpogingen').execute();
  bewaar(voorraad.wachtend, await wachtendePagina(idp, clientId), await geweigerd(idp, kies(CLIENTS, 1)));

  const gegevens = { gebruikersnaam: kies(LEERLINGEN), wachtwoord: DEMOWACHTWOORD };
  bewaar(voorraad.beantwoord, await beantwoord(idp, clientId, '', gegevens), await beantwoord(idp, clientId, '/terug'));

  // A code that comes twice ends the tokens of its grant, and a logout ends those of its session. So there
  // are three sessions.
  const rustig = await aangemeld(idp, clientId, kies(LEERLINGEN));
  bewaar(voorraad.tokens, (await codeVan(idp, rustig, clientId).then((code) => wisselIn(code))).access_token);
  const gebonden = await codeVan(idp, rustig, clientId).then((code) => wisselIn(code, dpopsleutels));
  bewaar(voorraad.gebondenTokens, gebonden.access_token);

  const druk = await aangemeld(idp, clientId, kies(LEERLINGEN));
  const { access_token, id_token = '' } = await codeVan(idp, druk, clientId).then((code) => wisselIn(code));
  bewaar(voorraad.wegwerptokens, access_token);
  bewaar(voorraad.idTokens, id_token);
  for (const een of CLIENTS) bewaar(voorraad.codes, (await codeVan(idp, druk, een)).code);
  bewaar(voorraad.sessies, druk);

  const afmelder = await aangemeld(idp, kies(CLIENTS, 2), kies(LEERLINGEN, 1));
  const bevestiging = (await afmelder.haal(`${idp.issuer}/logout`)).text;
  bewaar(voorraad.afmeldingen, {
    bezoeker: afmelder,
    xsrf: afmeldgeheim(bevestiging),
  });

  bewaar(voorraad.activatiecodes, await activatiecode(idp));
  bewaar(voorraad.tegels, await laatsteTegel(idp));

  const { url, rp } = await aanvraag(idp, clientId);
  const geduwd = await client.buildAuthorizationUrlWithPAR(rp, Object.fromEntries(url.searchParams));
  bewaar(voorraad.aanvragen, { clientId, uri: geduwd.searchParams.get('request_uri') ?? '' });
}

function bewaar<T>(lijst: T[], ...nieuw: T[]): void {
  lijst.push(...nieuw);
  lijst.splice(0, Math.max(0, lijst.length - BEWAARD));
}

const bekend = new Map<string, Promise<client.Configuration>>();

/** Discovery once per application, because the fuzz does not test it. */
async function aanvraag(idp: Idp, clientId: string) {
  const rp = bekend.get(clientId) ?? maakRelyingParty(idp, clientId);
  bekend.set(clientId, rp);
  return { rp: await rp, ...(await vraagAan(await rp, clientId)) };
}

/** A page that waits for a pupil to sign in. */
export async function wachtendePagina(idp: Idp, clientId: string) {
  const bezoeker = new Bezoeker();
  const antwoord = await bezoeker.haal((await aanvraag(idp, clientId)).url);
  return { bezoeker, clientId, uid: antwoord.get('location')?.split('/').at(-1) ?? '' };
}

/** A page with its answer: a pupil who signed in, or one who goes back. */
async function beantwoord(idp: Idp, clientId: string, weg: string, velden: Record<string, string> = {}) {
  const { bezoeker, uid } = await wachtendePagina(idp, clientId);
  await bezoeker.post(`${idp.issuer}/aanmelden/${clientId}/${uid}${weg}`, velden, { origin: idp.issuer });
  return { bezoeker, uid };
}

/** A code that is valid until the next one is given. */
export async function activatiecode(idp: Idp) {
  return { gebruikersnaam: ACTIVEERDER, code: await geefCode(idp, ACTIVEERDER) };
}

/** The tile in which the last row stands. Sealed at once: the caretaker comes once in twenty seconds. */
async function laatsteTegel(idp: Idp): Promise<string> {
  await verzegelLog({ db: idp.db, hoofdsleutel: idp.hoofdsleutel, nu: idp.klok.nu });
  const { omvang = 1 } = (await leesLaatsteCheckpoint(idp.db)) ?? {};
  return tegelpad({ niveau: 0, nummer: Math.floor((omvang - 1) / BREEDTE), breedte: omvang % BREEDTE || undefined });
}

/** A page that says why the gate refuses, and waits for the way back. */
async function geweigerd(idp: Idp, clientId: string) {
  const bezoeker = new Bezoeker();
  const pagina = await bezoeker.meldAan((await aanvraag(idp, clientId)).url, 'leerling.uitgeschreven');
  return { bezoeker, clientId, uid: /action="\/aanmelden\/[^"/]+\/([^"/]+)/.exec(pagina.text)?.[1] ?? '' };
}

async function aangemeld(idp: Idp, clientId: string, gebruikersnaam: string): Promise<Bezoeker> {
  const bezoeker = new Bezoeker();
  await bezoeker.meldAan((await aanvraag(idp, clientId)).url, gebruikersnaam);
  return bezoeker;
}

/** A code by single sign-on. */
async function codeVan(idp: Idp, bezoeker: Bezoeker, clientId: string) {
  const { rp, url, controles } = await aanvraag(idp, clientId);
  const { verder } = await bezoeker.volg(url);
  const code = verder?.searchParams.get('code');
  if (!verder || !code) throw new Error(`no code for ${clientId}: ${verder}`);
  return { rp, verder, controles, code: { clientId, code, verifier: controles.pkceCodeVerifier ?? '' } };
}

/** @param sleutels keys to which the token is to be bound */
function wisselIn({ rp, verder, controles }: Awaited<ReturnType<typeof codeVan>>, sleutels?: typeof dpopsleutels) {
  const bewijs = sleutels && { DPoP: client.getDPoPHandle(rp, sleutels) };
  return client.authorizationCodeGrant(rp, verder, controles, undefined, bewijs);
}
