import { inKader, type Pagina } from '../../web/index.ts';
import { maakFeed } from '../feed/feed.ts';
import { protocollenpagina } from '../paginas/protocollenpagina.ts';
import { protocolpagina } from '../paginas/protocolpagina.ts';
import { toepassingenpagina } from '../paginas/toepassingenpagina.ts';
import { versiepagina } from '../paginas/versiepagina.ts';
import { jsonschemaVan } from '../publicatie/jsonschema.ts';
import { alsProtocollijst, alsToepassingenlijst, toepassingsplaatsen } from '../publicatie/lijsten.ts';
import { protocollijstschema, publicatieschema, toepassingenlijstschema } from '../publicatie/publicatieschema.ts';
import type { Uitgave } from '../publicatie/publiceer.ts';
import { PADEN, protocolpad, versiepad } from '../publicatie/registerpaden.ts';
import { type Document, maakDocument } from './document.ts';

/** Makes the document of an address. Most addresses are never asked for, so nothing is made before. */
export type Documenten = ReadonlyMap<string, () => Document>;

export interface Uitgegeven {
  issuer: string;
  demo: boolean;
  uitgaven: readonly Uitgave[];
}

/** Every address of the register that exists today. */
export function documentenVan(uitgegeven: Uitgegeven): Documenten {
  return new Map([
    ...lijsten(uitgegeven),
    ...uitgegeven.uitgaven.flatMap((uitgave) => [...protocol(uitgave), ...versies(uitgave)]),
  ]);
}

type Ingang = readonly [pad: string, maak: () => Document];

function lijsten({ issuer, demo, uitgaven }: Uitgegeven): Ingang[] {
  const publicaties = uitgaven.map(({ publicatie }) => publicatie);
  const plaatsen = toepassingsplaatsen(publicaties);
  return [
    [PADEN.protocollen, () => alsHtml(protocollenpagina(issuer, publicaties, demo))],
    [PADEN.protocollijst, () => alsJson(protocollijstschema.parse(alsProtocollijst(issuer, publicaties)))],
    [PADEN.toepassingen, () => alsHtml(toepassingenpagina(issuer, plaatsen, demo))],
    [PADEN.toepassingenlijst, () => alsJson(toepassingenlijstschema.parse(alsToepassingenlijst(issuer, plaatsen)))],
    [PADEN.feed, () => maakDocument('application/atom+xml; charset=utf-8', maakFeed(issuer, uitgaven))],
    [PADEN.protocolschema, () => alsJsonschema(issuer, PADEN.protocolschema, publicatieschema)],
    [PADEN.protocollijstschema, () => alsJsonschema(issuer, PADEN.protocollijstschema, protocollijstschema)],
    [PADEN.toepassingenschema, () => alsJsonschema(issuer, PADEN.toepassingenschema, toepassingenlijstschema)],
  ];
}

function protocol({ publicatie }: Uitgave): Ingang[] {
  const pad = protocolpad(publicatie.naam);
  return [
    [pad, () => alsHtml(protocolpagina(publicatie))],
    [`${pad}.json`, () => alsJson(publicatieschema.parse(publicatie))],
  ];
}

function versies({ publicatie, teksten }: Uitgave): Ingang[] {
  const { naam } = publicatie;
  return publicatie.versies.flatMap((versie): Ingang[] => {
    const tekst = teksten.get(versie.hash);
    if (!tekst) return [];
    const pad = versiepad(naam, versie.hash);
    const { akte, bewaard } = tekst;
    const bestandsnaam = `${naam}-${versie.hash.slice(0, 12)}`;
    const pagina: Ingang = [pad, () => alsHtml(versiepagina(publicatie, versie, akte))];
    if (!bewaard) return [pagina];
    const { bytes, jws } = bewaard;
    return [
      pagina,
      [
        `${pad}.yaml`,
        () =>
          maakDocument('application/yaml; charset=utf-8', bytes, {
            isVoorgoed: true,
            bestandsnaam: `${bestandsnaam}.yaml`,
          }),
      ],
      [
        `${pad}.jws.json`,
        () =>
          maakDocument('application/jose+json', JSON.stringify(jws, null, 2), {
            bestandsnaam: `${bestandsnaam}.jws.json`,
          }),
      ],
    ];
  });
}

/** Without a trace number: the same page for everybody, so that a cache can keep it. */
function alsHtml(pagina: Pagina): Document {
  return maakDocument('text/html; charset=utf-8', inKader(pagina).toString());
}

function alsJson(inhoud: object): Document {
  return maakDocument('application/json; charset=utf-8', JSON.stringify(inhoud, null, 2));
}

function alsJsonschema(issuer: string, pad: string, schema: Parameters<typeof jsonschemaVan>[1]): Document {
  return maakDocument('application/schema+json', JSON.stringify(jsonschemaVan(`${issuer}${pad}`, schema), null, 2));
}
