import { hash } from '@node-rs/argon2';
import * as client from 'openid-client';
import { DEMOWACHTWOORD } from '../../../src/demo/leerlingen.ts';
import { geefCode } from '../../opzet/bezoek/activatiecode.ts';
import { Bezoeker } from '../../opzet/bezoek/bezoeker.ts';
import type { Idp } from '../../opzet/server/idp.ts';
import { relyingParty as maakRelyingParty, vraagAan } from '../../opzet/toepassing/relying_party.ts';
import { dpopsleutels } from './jwt.ts';

/** Live identifiers of every kind, so that a mutated request comes further than the first check. */
export interface Voorraad {
  /** A browser with a page of ours that waits for an answer. */
  wachtend: { bezoeker: Bezoeker; clientId: string; uid: string }[];
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
}

export const CLIENTS = ['smartschool', 'toetsplatform', 'archief-voor-onderwijs'];
const LEERLINGEN = ['leerling.historiek', 'leerling.tweescholen'];
/** Without a password most of the time, so nobody who signs in here. */
const ACTIVEERDER = 'leerling.tijdelijk';
/** Of each kind the newest are kept; some of them are used up already, which is worth a few requests as well. */
const BEWAARD = 16;

export function legeVoorraad(): Voorraad {
  const leeg = { wachtend: [], sessies: [], codes: [], tokens: [], gebondenTokens: [], wegwerptokens: [] };
  return { ...leeg, idTokens: [], aanvragen: [], afmeldingen: [], activatiecodes: [] };
}

/** The fuzz is not about the cost of a hash: all pupils but one get one that costs next to nothing. */
export async function maakWachtwoordenGoedkoop({ db }: Idp, behalve: string): Promise<void> {
  const wachtwoord_hash = await hash(DEMOWACHTWOORD, { memoryCost: 16, timeCost: 1, parallelism: 1 });
  await db.updateTable('aanmeldmiddelen').set({ wachtwoord_hash }).where('gebruikersnaam', '!=', behalve).execute();
}

/** Adds something of each kind; `beurt` says of which application and pupil. */
export async function vulAan(idp: Idp, voorraad: Voorraad, beurt: number): Promise<void> {
  const kies = <T>(uit: readonly T[], extra = 0) => uit[(beurt + extra) % uit.length] as T;
  const clientId = kies(CLIENTS);
  // Braking on wrong passwords has tests of its own; here it would keep the form from being reached at all.
  await idp.db.deleteFrom('aanmeldpogingen').execute();
  bewaar(voorraad.wachtend, await wachtendePagina(idp, clientId), await geweigerd(idp, kies(CLIENTS, 1)));

  // A code that comes twice kills the tokens of its grant, and a logout those of its session: so there are three sessions.
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
    xsrf: /name="xsrf" value="([^"]+)"/.exec(bevestiging)?.[1] ?? '',
  });

  bewaar(voorraad.activatiecodes, await activatiecode(idp));

  const { url, rp } = await aanvraag(idp, clientId);
  const geduwd = await client.buildAuthorizationUrlWithPAR(rp, Object.fromEntries(url.searchParams));
  bewaar(voorraad.aanvragen, { clientId, uri: geduwd.searchParams.get('request_uri') ?? '' });
}

function bewaar<T>(lijst: T[], ...nieuw: T[]): void {
  lijst.push(...nieuw);
  lijst.splice(0, Math.max(0, lijst.length - BEWAARD));
}

const bekend = new Map<string, Promise<client.Configuration>>();

/** Discovery once per application: this is not what the fuzz is about. */
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

/** A code that counts until the next one is given. */
export async function activatiecode(idp: Idp) {
  return { gebruikersnaam: ACTIVEERDER, code: await geefCode(idp, ACTIVEERDER) };
}

/** A page that tells why the gate stays shut, and waits for the way back. */
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

/** @param sleutels that the token is to be bound to */
function wisselIn({ rp, verder, controles }: Awaited<ReturnType<typeof codeVan>>, sleutels?: typeof dpopsleutels) {
  const bewijs = sleutels && { DPoP: client.getDPoPHandle(rp, sleutels) };
  return client.authorizationCodeGrant(rp, verder, controles, undefined, bewijs);
}
