import Router from '@koa/router';
import type { Context } from 'koa';
import { alleenEigenFormulieren, alsWeg, leesFormulier, staDoelenToe, toonPagina } from '../web/index.ts';
import type { Aanmelding } from './aanmelding.ts';
import { aanmeldformulier, alsNaam, naamUitHint } from './formuliervelden.ts';
import { LUKT_HET_NIET } from './lukt_het_niet.ts';
import { type Aanmeldcontrole, meldAan } from './meld_aan.ts';
import { aanmeldpagina } from './paginas/aanmeldpagina.ts';
import { weigerpagina } from './paginas/weigerpagina.ts';
import { toestelkoekje } from './pogingen/toestel.ts';
import { weigeringstekst } from './weigeringstekst.ts';

/** A request of an application that waits for the pupil. */
export interface Interactie {
  soort: 'aanmelden' | 'weigering';
  toepassing: string;
  /** Addresses to which a form may send the browser on. */
  adressen: readonly string[];
  /**
   * The data that the protocol lets the application have, in a pupil's words, with the reason in the
   * protocol's words.
   */
  gegevens: readonly { gewoon: string; artikel: number; reden: string }[];
  /** Address of the public page about that protocol. */
  protocolpagina: string;
  loginHint?: string | undefined;
  /** Why the gate refuses, when `soort` is "weigering". */
  reden?: string | undefined;
}

/** Reads and answers the waiting request. The `oidc` room implements it. */
export interface Interacties {
  /** @throws Bezoekersfout when the request is gone or belongs to another browser */
  lees(ctx: Context): Promise<Interactie>;
  aangemeld(ctx: Context, aanmelding: Aanmelding): Promise<void>;
  /** "Dat ben ik niet": ends the session on this device and starts again at the application. */
  andereLeerling(ctx: Context): Promise<void>;
  /** Sends the browser back to the application with `access_denied` and this code. */
  geweigerd(ctx: Context, reden: string): Promise<void>;
}

export interface Aanmeldbenodigdheden extends Aanmeldcontrole {
  issuer: string;
  interacties: Interacties;
}

/** The address names the application, so that a page left open for long still knows the way back. */
export function aanmeldadres(clientId: string, uid: string): string {
  return `/aanmelden/${clientId}/${uid}`;
}

export function aanmeldroutes({ issuer, interacties, ...controle }: Aanmeldbenodigdheden): Router {
  const koekje = toestelkoekje(issuer.startsWith('https:'));
  const router = new Router({ prefix: '/aanmelden/:clientId/:uid' });
  const eigenFormulier = alleenEigenFormulieren(issuer);

  router.get('/', async (ctx) => toonInteractie(ctx, await interacties.lees(ctx)));

  router.post('/', eigenFormulier, leesFormulier(), async (ctx) => {
    const interactie = await interacties.lees(ctx);
    if (interactie.soort === 'weigering') return toonInteractie(ctx, interactie);
    const formulier = aanmeldformulier.safeParse(ctx.request.body);
    if (!formulier.success) {
      return toonInteractie(ctx, interactie, { status: 400, melding: 'Vul je gebruikersnaam en je wachtwoord in.' });
    }
    const { gebruikersnaam, wachtwoord } = formulier.data;
    const waar = { spoor: ctx.state.spoor, clientId: ctx.params.clientId };
    const plek = { herkomst: ctx.state.herkomst(), weg: alsWeg(ctx), waar };
    const poging = { gebruikersnaam: alsNaam(gebruikersnaam), wachtwoord, toestel: koekje.lees(ctx), ...plek };
    const uitkomst = await meldAan(controle, poging);
    if (uitkomst.soort === 'gelukt') {
      koekje.zet(ctx, uitkomst.toestel);
      return interacties.aangemeld(ctx, uitkomst.aanmelding);
    }
    if (uitkomst.soort === 'te_druk') {
      ctx.set('Retry-After', String(uitkomst.seconden));
      const melding = 'Het is nu heel druk. Wacht even en probeer dan opnieuw.';
      return toonInteractie(ctx, interactie, { status: 503, melding, gebruikersnaam });
    }
    toonInteractie(ctx, interactie, {
      status: 401,
      melding: 'Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Kijk ze na.',
      raad: LUKT_HET_NIET,
      gebruikersnaam,
    });
  });

  router.post('/anders', eigenFormulier, (ctx) => interacties.andereLeerling(ctx));

  router.post('/terug', eigenFormulier, async (ctx) => {
    const { reden } = await interacties.lees(ctx);
    await interacties.geweigerd(ctx, reden ?? 'afgebroken');
  });
  return router;
}

function toonInteractie(
  ctx: Context,
  interactie: Interactie,
  na: { status?: number; melding?: string; raad?: string; gebruikersnaam?: string } = {},
): void {
  const { toepassing, gegevens, protocolpagina } = interactie;
  const adres = aanmeldadres(ctx.params.clientId, ctx.params.uid);
  ctx.status = na.status ?? 200;
  const isWeigering = interactie.soort === 'weigering';
  staDoelenToe(ctx, interactie.adressen, !isWeigering);
  if (isWeigering) {
    const tekst = weigeringstekst(interactie.reden ?? '', toepassing);
    toonPagina(ctx, weigerpagina({ ...tekst, toepassing, adres, code: interactie.reden ?? '' }));
    return;
  }
  const pagina = aanmeldpagina({
    toepassing,
    redenen: [...Map.groupBy(gegevens, ({ reden }) => reden)],
    protocolpagina,
    adres,
    melding: na.melding,
    raad: na.raad,
    // When the server is merely busy, nothing is wrong with what was filled in.
    ongeldig: na.status !== 503,
    gebruikersnaam: na.gebruikersnaam ?? naamUitHint(interactie.loginHint),
  });
  toonPagina(ctx, pagina);
}
