import type { Context } from 'koa';
import { CATALOGUS } from '../../protocol/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import { DEMOLEERLINGEN, DEMOWACHTWOORD, NIEUWKOMER, SCHOLEN } from '../leerlingen.ts';
import type { Ontvangen } from './demosessies.ts';
import { groepeer, technischeClaims } from './ontvangst.ts';
import { type Demotoepassing, inDemokader } from './paginas/demokader.ts';
import { kiezerpagina } from './paginas/kiezerpagina.ts';
import { ontvangenpagina } from './paginas/ontvangenpagina.ts';
import type { Protocolkop } from './paginas/protocolvak.ts';
import { welkomstpagina } from './paginas/welkomstpagina.ts';
import { protocolstandVan } from './protocolstand.ts';
import { vraagVan, vraagwijzeVan } from './vraagwijze.ts';

export function toonInDemokader(ctx: Context, pagina: Parameters<typeof inDemokader>[0]): void {
  ctx.type = 'html';
  ctx.body = inDemokader(pagina).toString();
}

export function toonKiezer(
  ctx: Context,
  toepassingen: readonly Toepassing[],
  vandaag: Temporal.PlainDate,
  activatie: { code: string; adres: string },
): void {
  const inhoud = kiezerpagina({
    toepassingen: toepassingen.map((een) => ({ ...demonaamVan(een), protocol: protocolkop(een, vandaag) })),
    leerlingen: DEMOLEERLINGEN.map((leerling) => ({ ...leerling, scholen: leerling.scholen.map(schoolnaam) })),
    wachtwoord: DEMOWACHTWOORD,
    nieuwkomer: { gebruikersnaam: NIEUWKOMER, ...activatie },
  });
  toonInDemokader(ctx, { titel: 'Kies een toepassing', inhoud });
}

/**
 * @param elders the visitor was signed in here, and LeerID told that this ended: he signed out elsewhere, or
 * somebody else ended it
 */
export function toonStart(ctx: Context, bron: Toepassing, vandaag: Temporal.PlainDate, elders: boolean): void {
  const namen = bron.deel.gegevens.flatMap(({ code }) => {
    const datum = CATALOGUS[code];
    return datum?.uitgifte ? [datum] : [];
  });
  const perKop = Map.groupBy(namen, ({ kop }) => kop);
  const toepassing = demonaamVan(bron);
  const inhoud = welkomstpagina({
    toepassing,
    protocol: protocolkop(bron, vandaag),
    gegevens: [...perKop].map(([kop, data]) => [kop, data.map(({ naam }) => naam)]),
    techniek: techniek(bron),
    elders,
  });
  toonInDemokader(ctx, { titel: toepassing.naam, toepassing, inhoud });
}

export function toonOntvangen(ctx: Context, bron: Toepassing, vandaag: Temporal.PlainDate, ontvangen: Ontvangen): void {
  const toepassing = demonaamVan(bron);
  const inhoud = ontvangenpagina({
    toepassing,
    protocol: protocolkop(bron, vandaag),
    groepen: groepeer(ontvangen, bron.deel),
    technisch: technischeClaims(ontvangen),
    techniek: techniek(bron),
  });
  toonInDemokader(ctx, { titel: toepassing.naam, toepassing, aangemeld: true, inhoud });
}

export function demonaamVan({ dossier }: Toepassing): Demotoepassing {
  return { clientId: dossier.client_id, naam: dossier.naam };
}

function protocolkop(toepassing: Toepassing, vandaag: Temporal.PlainDate): Protocolkop {
  const { dossier, protocol } = toepassing;
  const { titel, omschrijving, ontvangers } = protocol;
  const ontvanger = ontvangers.categorieen.find(({ id }) => id === dossier.ontvanger);
  return {
    titel,
    omschrijving,
    ontvanger: ontvanger ? `${ontvanger.omschrijving} (artikel ${ontvangers.artikel})` : undefined,
    stand: protocolstandVan(toepassing, vandaag),
  };
}

/** How the application talks with LeerID, for engineers. */
function techniek(toepassing: Toepassing): { naam: string; waarde: string }[] {
  const { client_authenticatie, id_token } = toepassing.dossier;
  const { par, response_mode } = vraagwijzeVan(toepassing);
  const { scope, claims } = vraagVan(toepassing);
  return [
    { naam: 'scope', waarde: scope },
    ...(claims ? [{ naam: 'claims', waarde: claims }] : []),
    { naam: 'response_mode', waarde: response_mode },
    { naam: 'Pushed Authorization Request', waarde: par ? 'ja' : 'nee' },
    { naam: 'token_endpoint_auth_method', waarde: client_authenticatie.token_endpoint_auth_method },
    { naam: 'id_token_signed_response_alg', waarde: id_token.id_token_signed_response_alg },
  ];
}

function schoolnaam(nummer: string): string {
  return SCHOLEN.find((school) => school.nummer === nummer)?.naam ?? nummer;
}
