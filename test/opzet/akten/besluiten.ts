import { beoordeelOpening } from '../../../src/mededeling/opening.ts';
import { beoordeelToegang } from '../../../src/mededeling/toegang.ts';
import { beoordeelProtocol } from '../../../src/protocol/geldigheid.ts';
import type { Partij, Protocol } from '../../../src/protocol/index.ts';
import { ontvangendePartijen } from '../../../src/protocol/ondertekening/partijen.ts';
import { deelVoorOntvanger } from '../../../src/protocol/ontvangersdeel.ts';
import { samenhangfouten } from '../../../src/protocol/samenhang.ts';
import { stopbezwaar } from '../../../src/protocol/stopbevoegdheid.ts';
import { STOPGRONDEN } from '../../../src/protocol/stopzetting.ts';
import { vensterfouten } from '../../../src/protocol/venster.ts';
import { dossierschema } from '../../../src/toepassingen/dossiers/dossier.ts';
import { legOnderProtocol } from '../../../src/toepassingen/dossiers/dossier_onder_protocol.ts';
import { voorbeeldinschrijving } from '../register/voorbeeldinschrijving.ts';
import { voorbeelddossier } from '../stukken/voorbeelddossier.ts';

/** The days just before and after each first and last day of the acts. */
const DAGEN = [
  ...['2021-09-01', '2021-12-22', '2021-12-23', '2022-10-31', '2022-11-01', '2023-03-06', '2023-03-07', '2023-05-22'],
  ...['2023-05-23', '2023-09-18', '2023-09-19', '2024-07-16', '2024-07-17', '2025-05-01', '2026-10-01'],
].map((dag) => Temporal.PlainDate.from(dag));

/** Applications that the acts name, and one that no act names. */
const CLIENTS = ['smartschool', 'archief-voor-onderwijs', 'toepassing'];

/** Four months after a notice was received. Other ways to end an act do not depend on these days. */
const OPGEZEGD = { op: '2025-05-15', ontvangen: '2025-01-15' };

/** The parties of an act, as their files would have them. */
export function partijenVan({ partijen }: Protocol): Partij[] {
  return partijen.map(({ id, naam, kbo = '', vestigingseenheid = '' }) => {
    return { partij: id, naam, kbo, vestigingseenheid, demo: false, sleutels: [] };
  });
}

/**
 * Everything that an act decides here, as plain values: its faults, its days, who may end it, who gets what,
 * and which pupils.
 */
export function besluitenVan(protocol: Protocol, partijen: readonly Partij[]): unknown {
  const ontvangers = [undefined, ...protocol.ontvangers.categorieen.map(({ id }) => id)];
  return {
    fouten: samenhangfouten(protocol).length,
    dagen: dagenVan(protocol, partijen),
    stops: partijen.map(({ partij }) =>
      STOPGRONDEN.map((grond) => !stopbezwaar(protocol, { ...OPGEZEGD, door: partij, grond })),
    ),
    aanvragen: SLEUTELS.map((zoekt) => aanvraagbaar(protocol, zoekt)),
    delen: ontvangers.map((id) => deelVan(protocol, id)),
  };
}

/** Whether a request may ask by this key, where nothing else is in its way. */
function aanvraagbaar({ mededeling: { opzoeking } }: Protocol, zoekt: (typeof SLEUTELS)[number]): boolean {
  const gelegenheid = { stroom: 'op_aanvraag', zoekt, opzoeking } as const;
  const deel = { stromen: ['op_aanvraag' as const], periode: undefined, vensters: undefined };
  const vandaag = Temporal.PlainDate.from('2026-10-01');
  return !beoordeelOpening({ gelegenheid, deel, geldigheid: { in_werking: true }, vandaag });
}

const SLEUTELS = ['leer_id_uuid', 'account_uuid'] as const;

function dagenVan(protocol: Protocol, partijen: readonly Partij[]) {
  const vast = { geldig: true as const, vingerafdruk: '', ondertekend_op: '2021-01-01T00:00:00Z' };
  const oordelen = protocol.partijen
    .filter(({ ondertekening }) => ondertekening === 'handtekening')
    .map(({ id }) => ({ ...vast, partij: id, kid: id }));
  return DAGEN.map((vandaag) => beoordeelProtocol({ protocol, oordelen, partijen, vandaag }).in_werking);
}

function deelVan(protocol: Protocol, ontvanger: string | undefined) {
  const deel = deelVoorOntvanger(protocol, ontvanger);
  const gegevens = deel?.gegevens.map(({ wat, reden, ...rest }) => rest);
  return {
    ...{ ...deel, gegevens },
    ronde: vensterfouten(protocol, ontvanger, [{ naam: 'ronde', van: '2024-12-01', tot: '2025-07-31' }]).length,
    partijen: ontvangendePartijen(protocol, ontvanger),
    aangesloten: protocol.partijen.flatMap(({ id }) => CLIENTS.map((een) => aangesloten(protocol, ontvanger, id, een))),
    leerlingen: deel && leerlingen(protocol, deel),
  };
}

/**
 * Whether a dossier of this party is accepted, and if not, the ground. The words of the message do not count.
 */
function aangesloten(protocol: Protocol, ontvanger: string | undefined, partij: string, client_id: string): string {
  const dossier = {
    ...voorbeelddossier({ client_id, protocol: protocol.protocol, partij }),
    ...(ontvanger ? { ontvanger } : {}),
  };
  const protocoldossier = { naam: protocol.protocol, versie: undefined, protocol, hash: '', fouten: [], oordelen: [] };
  const leeg = { bytes: new Uint8Array(), handtekeningen: { signatures: [] }, stopzetting: undefined };
  const onderProtocol = legOnderProtocol(dossierschema.parse(dossier), {
    dossiers: [{ ...protocoldossier, ...leeg }],
    partijen: [],
    fouten: [],
  });
  return typeof onderProtocol === 'string' ? onderProtocol : 'ja';
}

/** Pupils of each level, with and without what an act can require, during and just after the school year. */
function leerlingen(protocol: Protocol, deel: NonNullable<ReturnType<typeof deelVoorOntvanger>>) {
  const scholen = new Set(['011122']);
  return ['111', '211', '311'].flatMap((hoofdstructuur) =>
    [true, false].flatMap((alles) =>
      [true, false].map((erkend) => {
        const keuzes = alles ? scholen : new Set<string>();
        const inschrijvingen = [voorbeeldinschrijving({ hoofdstructuur, erkend })];
        const vraag = {
          ...{ protocol, deel, inschrijvingen, geldigheid: { in_werking: true as const }, toetsen: alles ? 1 : 0 },
          keuzes: { samenwerkendeScholen: keuzes, zichtbaarIn: keuzes },
        };
        return ['2025-05-01', '2025-09-02'].map((dag) =>
          beoordeelToegang({ ...vraag, vandaag: Temporal.PlainDate.from(dag) }),
        );
      }),
    ),
  );
}
