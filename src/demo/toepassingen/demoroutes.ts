import Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import type { Klok } from '../../klok.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import { leesFormulier } from '../../web/index.ts';
import { afmeldadres, beginAanmelding, rondAanmeldingAf } from './aanmeldverzoek.ts';
import { maakAfmeldlezer } from './afmeldtoken.ts';
import type { Client } from './client.ts';
import { demonaamVan, toonKiezer, toonOntvangen, toonStart } from './demopaginas.ts';
import { maakSessies } from './demosessies.ts';
import { MELDINGEN, meldingBij, toonMelding } from './meldingen.ts';

export interface Demobenodigdheden {
  issuer: string;
  klok: Klok;
  clients: ReadonlyMap<string, Client>;
  activatiecode: string;
  /** Read again for every page, so that a changed protocol shows at once. */
  leesToepassingen(): Promise<ReadonlyMap<string, Toepassing>>;
}

/** Parameters as LeerID sends them, each once. */
const callback = z.record(z.string().max(100), z.string().max(4096)).and(z.object({ state: z.string().min(1) }));
const afmeldbericht = z.object({ logout_token: z.string().min(1) });
const initiatie = z.object({ iss: z.string().optional() });

interface Aanvraagplek {
  toepassing: Toepassing;
  client: Client;
  clientId: string;
}

export function demoroutes({ issuer, klok, clients, activatiecode, leesToepassingen }: Demobenodigdheden) {
  const router = new Router();
  const sessies = maakSessies();
  const leesAfmelding = maakAfmeldlezer(issuer);

  const activatie = { code: activatiecode, adres: `${issuer}/activeren` };

  router.get('/', async (ctx) => toonKiezer(ctx, [...(await leesToepassingen()).values()], klok.vandaag(), activatie));

  router.get(
    '/:client_id',
    bij(async (ctx, { toepassing, clientId }) => {
      const { ontvangen, elders = false } = sessies.lees(ctx, clientId) ?? {};
      if (ontvangen) toonOntvangen(ctx, toepassing, klok.vandaag(), ontvangen);
      else toonStart(ctx, toepassing, klok.vandaag(), elders);
    }),
  );

  router.get(
    '/:client_id/aanmelden',
    bij(async (ctx, { toepassing, client, clientId }) => {
      const { iss } = initiatie.parse(ctx.query);
      if (iss !== undefined && iss !== issuer) return toonMelding(ctx, MELDINGEN.andereIssuer, demonaamVan(toepassing));
      const { adres, state, lopend } = await beginAanmelding(await client.configuratie(), toepassing);
      sessies.onthoudAanmelding(ctx, clientId, state, lopend);
      ga(ctx, adres);
    }),
  );

  const opCallback = (leesAntwoord: (ctx: Context) => unknown) =>
    bij(async (ctx, { toepassing, client, clientId }) => {
      const antwoord = callback.parse(leesAntwoord(ctx));
      const lopend = sessies.neemAanmelding(ctx, clientId, antwoord.state);
      if (!lopend) return toonMelding(ctx, MELDINGEN.verlopen, demonaamVan(toepassing));
      const ontvangen = await rondAanmeldingAf(await client.configuratie(), toepassing, lopend, antwoord);
      sessies.aangemeld(ctx, clientId, ontvangen);
      ga(ctx, `/${clientId}`);
    });
  const formulier = leesFormulier();
  router.get(
    '/:client_id/callback',
    opCallback((ctx) => ctx.query),
  );
  router.post(
    '/:client_id/callback',
    formulier,
    opCallback((ctx) => ctx.request.body),
  );

  router.post(
    '/:client_id/afmelden',
    bij(async (ctx, { toepassing, client, clientId }) => {
      sessies.sluit(ctx, clientId);
      ga(ctx, afmeldadres(await client.configuratie(), toepassing.dossier));
    }),
  );

  router.post(
    '/:client_id/afgemeld',
    formulier,
    bij(async (ctx, { toepassing, client, clientId }) => {
      const { logout_token } = afmeldbericht.parse(ctx.request.body);
      const { id_token_signed_response_alg: alg } = toepassing.dossier.id_token;
      const afgemeld = await leesAfmelding(logout_token, clientId, client, alg);
      if (afgemeld) sessies.afgemeld(clientId, afgemeld);
      ctx.status = afgemeld ? 204 : 400;
      if (!afgemeld) ctx.body = { error: 'invalid_request' };
    }),
  );

  router.get(
    '/:client_id/jwks',
    bij(async (ctx, { client }) => {
      if (client.jwks) ctx.body = client.jwks;
    }),
  );

  /** Finds the application of the path. A failure becomes a page of that application. */
  function bij(doe: (ctx: Context, plek: Aanvraagplek) => Promise<void>) {
    return async (ctx: Context & { params: Record<string, string> }): Promise<void> => {
      const clientId = ctx.params.client_id ?? '';
      const toepassing = (await leesToepassingen()).get(clientId);
      const client = clients.get(clientId);
      if (!toepassing || !client) return toonMelding(ctx, MELDINGEN.onbekend);
      try {
        await doe(ctx, { toepassing, client, clientId });
      } catch (fout) {
        const melding = fout instanceof z.ZodError ? MELDINGEN.ongeldig : meldingBij(fout);
        if (!melding) throw fout;
        toonMelding(ctx, melding, demonaamVan(toepassing));
      }
    };
  }
  return router.routes();
}

function ga(ctx: Context, adres: URL | string): void {
  ctx.status = 303;
  ctx.redirect(String(adres));
}
