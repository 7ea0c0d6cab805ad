import Router from '@koa/router';
import type { Context } from 'koa';
import {
  alleenEigenFormulieren,
  alsWeg,
  Bezoekersfout,
  FOUTEN,
  leesFormulier,
  staDoelenToe,
  toonPagina,
} from '../web/index.ts';
import type { Aanmelding } from './aanmelding.ts';
import { type Aanmeldbenodigdheden, aanmeldadres, type Interactie, type Interacties } from './aanmeldroutes.ts';
import { type Activeercontrole, activeer } from './activeer.ts';
import { activeerformulier, alsNaam } from './formuliervelden.ts';
import { LUKT_HET_NIET } from './lukt_het_niet.ts';
import { codepagina } from './paginas/codepagina.ts';
import { geactiveerdpagina } from './paginas/geactiveerdpagina.ts';
import { vergetenpagina } from './paginas/vergetenpagina.ts';
import { wachtwoordpagina } from './paginas/wachtwoordpagina.ts';
import { noteerAanmelding } from './pogingen/noteer_aanmelding.ts';
import { toestelkoekje } from './pogingen/toestel.ts';

export type Activeerbenodigdheden = Activeercontrole & Pick<Aanmeldbenodigdheden, 'issuer' | 'interacties'>;

const LOS = '/activeren';
/**
 * From an application's sign-in page: a pupil who chose a password here is signed in, and need not type it a
 * third time.
 */
const ONDERWEG = '/aanmelden/:clientId/:uid/activeren';
const VERGETEN = ['/activeren/vergeten', '/aanmelden/:clientId/:uid/vergeten'];

const NIET_SAMEN = 'Dat klopt niet, of je code werkt niet meer. Kijk alles teken voor teken na.';
const DRUK = 'Het is nu heel druk. Wacht even en probeer dan opnieuw.';

/** What a visit to one of the pages knows: where its forms go, and which application is waiting. */
interface Bezoek {
  ctx: Context;
  adres: string;
  /** The sign-in page that the pupil came from. */
  terug?: string;
  interactie: Interactie | undefined;
}

export function activeerroutes({ issuer, interacties, ...controle }: Activeerbenodigdheden): Router {
  const koekje = toestelkoekje(issuer.startsWith('https:'));
  const router = new Router();

  router.get('/activeren/klaar', (ctx) => toonPagina(ctx, geactiveerdpagina()));

  router.get(VERGETEN, async (ctx) => {
    const { adres, terug } = await begin(ctx, interacties);
    toonPagina(ctx, vergetenpagina({ adres, terug }));
  });

  router.get([LOS, ONDERWEG], async (ctx) => toonCodeformulier(await begin(ctx, interacties)));

  router.post([LOS, ONDERWEG], alleenEigenFormulieren(issuer), leesFormulier(), async (ctx) => {
    const bezoek = await begin(ctx, interacties);
    const formulier = activeerformulier.safeParse(ctx.request.body);
    if (!formulier.success) {
      return toonCodeformulier(bezoek, { status: 400, melding: 'Vul je gebruikersnaam en je code in.' });
    }
    const { gebruikersnaam, code, wachtwoord, nogmaals } = formulier.data;
    const gelijk = wachtwoord === nogmaals;
    const waar = { spoor: ctx.state.spoor, clientId: ctx.params.clientId };
    const plek = { herkomst: ctx.state.herkomst(), weg: alsWeg(ctx), waar };
    const keuze = gelijk ? wachtwoord : undefined;
    const poging = {
      gebruikersnaam: alsNaam(gebruikersnaam),
      code,
      wachtwoord: keuze,
      toestel: koekje.lees(ctx),
      ...plek,
    };
    const uitkomst = await activeer(controle, poging);
    switch (uitkomst.soort) {
      case 'mislukt':
        return toonCodeformulier(bezoek, { status: 401, melding: NIET_SAMEN, raad: LUKT_HET_NIET, gebruikersnaam });
      case 'te_druk':
        ctx.set('Retry-After', String(uitkomst.seconden));
        if (uitkomst.minimum === undefined)
          return toonCodeformulier(bezoek, { status: 503, melding: DRUK, gebruikersnaam });
        return toonKeuze(bezoek, { gebruikersnaam, code, status: 503, melding: DRUK, minimum: uitkomst.minimum });
      case 'kies': {
        const melding = gelijk ? uitkomst.bezwaar : 'De twee wachtwoorden zijn niet gelijk. Typ ze allebei opnieuw.';
        return toonKeuze(bezoek, { gebruikersnaam, code, melding, minimum: uitkomst.minimum });
      }
      case 'gelukt':
        koekje.zet(ctx, uitkomst.toestel);
        return verder(bezoek, uitkomst.aanmelding);
    }
  });

  async function verder({ ctx, interactie }: Bezoek, aanmelding: Aanmelding): Promise<void> {
    if (interactie) {
      await noteerAanmelding(controle, aanmelding.accountUuid);
      return interacties.aangemeld(ctx, aanmelding);
    }
    ctx.status = 303;
    ctx.redirect('/activeren/klaar');
  }
  return router;
}

async function begin(ctx: Context, interacties: Interacties): Promise<Bezoek> {
  if (!ctx.params.uid) {
    staDoelenToe(ctx, [], true);
    return { ctx, adres: LOS, interactie: undefined };
  }
  const interactie = await interacties.lees(ctx);
  if (interactie.soort === 'weigering') throw new Bezoekersfout(FOUTEN.verlopen);
  staDoelenToe(ctx, interactie.adressen, true);
  const terug = aanmeldadres(ctx.params.clientId, ctx.params.uid);
  return { ctx, adres: `${terug}/activeren`, terug, interactie };
}

function toonCodeformulier(
  { ctx, adres, terug }: Bezoek,
  na: { status?: number; melding?: string; raad?: string; gebruikersnaam?: string } = {},
): void {
  ctx.status = na.status ?? 200;
  const pagina = codepagina({
    adres,
    terug,
    melding: na.melding,
    raad: na.raad,
    // When the server is merely busy, nothing is wrong with what was filled in.
    ongeldig: na.status !== 503,
    gebruikersnaam: na.gebruikersnaam ?? '',
  });
  toonPagina(ctx, pagina);
}

/** The code travels on inside the page, which no cache keeps. It stays valid until a password is chosen. */
function toonKeuze(
  { ctx, adres, terug, interactie }: Bezoek,
  keuze: { gebruikersnaam: string; code: string; minimum: number; status?: number; melding?: string | undefined },
): void {
  ctx.status = keuze.status ?? (keuze.melding ? 400 : 200);
  const { toepassing } = interactie ?? {};
  toonPagina(ctx, wachtwoordpagina({ adres, terug, toepassing, ongeldig: keuze.status !== 503, ...keuze }));
}
