import type { Context } from 'koa';
import { CATALOGUS } from '../../protocol/index.ts';
import type { Toepassing } from '../../toepassingen/index.ts';
import { toonPagina } from '../../web/index.ts';
import { DEMOLEERLINGEN, DEMOWACHTWOORD, NIEUWKOMER, SCHOLEN } from '../leerlingen.ts';
import type { Ontvangen } from './demosessies.ts';
import { groepeer, perBron, technischeClaims } from './ontvangst.ts';
import { protocolstandVan } from './protocolstand.ts';
import { vraagVan, vraagwijzeVan } from './vraagwijze.ts';

const MAP = 'demo/toepassingen/paginas';

/** Where a visitor picks an application, and reads which pupils there are to try it with. */
export function toonKiezer(
  ctx: Context,
  toepassingen: readonly Toepassing[],
  vandaag: Temporal.PlainDate,
  activatie: { code: string; adres: string },
): void {
  toonPagina(ctx, `${MAP}/kiezer`, {
    titel: 'Kies een toepassing',
    toepassingen: toepassingen.map((toepassing) => kop(toepassing, vandaag)),
    leerlingen: DEMOLEERLINGEN.map((leerling) => ({ ...leerling, scholen: leerling.scholen.map(schoolnaam) })),
    wachtwoord: DEMOWACHTWOORD,
    nieuwkomer: { gebruikersnaam: NIEUWKOMER, ...activatie },
  });
}

/** @param elders the visitor was signed in here, and LeerID told that this ended: he signed out elsewhere, or it was ended for him */
export function toonStart(ctx: Context, toepassing: Toepassing, vandaag: Temporal.PlainDate, elders: boolean): void {
  const namen = toepassing.deel.gegevens.flatMap(({ code }) => {
    const datum = CATALOGUS[code];
    return datum?.uitgifte ? [datum] : [];
  });
  toonPagina(ctx, `${MAP}/start`, {
    ...kop(toepassing, vandaag),
    gegevens: Object.entries(Object.groupBy(namen, (datum) => datum.kop)),
    techniek: techniek(toepassing),
    elders,
  });
}

export function toonOntvangen(
  ctx: Context,
  toepassing: Toepassing,
  vandaag: Temporal.PlainDate,
  ontvangen: Ontvangen,
): void {
  const groepen = groepeer(ontvangen, toepassing.deel);
  toonPagina(ctx, `${MAP}/ontvangen`, {
    ...kop(toepassing, vandaag),
    aangemeld: true,
    groepen,
    buitenProtocol: groepen.flatMap(({ rijen }) => rijen).filter(({ grond }) => !grond),
    bronnen: perBron(groepen),
    technisch: technischeClaims(ontvangen),
    techniek: techniek(toepassing),
  });
}

/** What every page of an application shows at the top. */
function kop(toepassing: Toepassing, vandaag: Temporal.PlainDate) {
  const { dossier, protocol } = toepassing;
  const { titel: protocoltitel, ontvangers } = protocol;
  const ontvanger = ontvangers.categorieen.find(({ id }) => id === dossier.ontvanger);
  return {
    titel: dossier.naam,
    clientId: dossier.client_id,
    naam: dossier.naam,
    protocol: {
      titel: protocoltitel,
      omschrijving: protocol.omschrijving,
      ontvanger: ontvanger ? `${ontvanger.omschrijving} (artikel ${ontvangers.artikel})` : undefined,
      stand: protocolstandVan(toepassing, vandaag),
    },
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
