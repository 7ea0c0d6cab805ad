import { type Akte, type Gegevensbron, openVensters } from '../../protocol/index.ts';
import type { Leerlingenvraag, Ontvangst } from '../deurwoorden.ts';
import { KLASAKTE, klasakteVoor, scholenMetKlas } from '../klassen.ts';
import { type Leesmoment, leesmoment } from '../leesmoment.ts';
import type { Bulkbenodigdheden } from './bulkbenodigdheden.ts';
import { isToepassing, type Kandidaat, oordeelOver, type Toegelatene } from './leerlingoordeel.ts';
import { type Gelezene, leesReeks, type Reeksgrens, type Reekslezing } from './reekslezing.ts';

/** The pupils of one part of a selection, as they were read and judged at one moment. */
export interface Toegelatenen extends Omit<Reekslezing, 'leerlingen'> {
  /** By `leerlingen.id`, in that order. */
  readonly leerlingen: ReadonlyMap<string, Toegelatene>;
  /** The act under which the classes were read. Undefined where none were. */
  readonly klasakte: Akte | undefined;
}

/**
 * The second half of the gate, for the next pupils of a selection: the same rules as at a sign-in, on what three
 * statements read. A blocked pupil is left out of every flow: a block reaches all that is known of him, whoever
 * asks.
 */
export async function leesToegelatenen(
  nodig: Bulkbenodigdheden,
  ontvangst: Ontvangst,
  vraag: Leerlingenvraag,
  grens: Reeksgrens,
): Promise<Toegelatenen> {
  const begonnen = leesmoment(nodig.klok);
  const { leerlingen: gelezen, ...lezing } = await leesReeks(
    nodig.db,
    vraag.selectie,
    ontvangst.clientId,
    grens,
    begonnen,
  );
  const toetsen = await leesToetsen(nodig, ontvangst, gelezen, begonnen);
  const kandidaten = gelezen.flatMap((een) =>
    oordeelOver(ontvangst, vraag.selectie, een, toetsen.get(een.leerling.id) ?? [], begonnen.vandaag),
  );
  const { klasakte, klassen } = await leesKlassen(nodig, ontvangst, vraag, kandidaten, begonnen.vandaag);
  const leerlingen = kandidaten.map(({ keuzes, ...een }): [string, Toegelatene] => [
    een.leerling.id,
    { ...een, klassen: klassen.get(een.leerling.id) ?? [] },
  ]);
  return { ...lezing, leerlingen: new Map(leerlingen), klasakte };
}

/** As at a sign-in: only for a recipient that may have tests, and only those of an open window (S3 art. 4). */
async function leesToetsen(
  nodig: Bulkbenodigdheden,
  { deel }: Ontvangst,
  gelezen: readonly Gelezene[],
  { vandaag }: Leesmoment,
): Promise<ReadonlyMap<string, Gegevensbron['toetsen']>> {
  const open = openVensters(deel, vandaag) ?? [];
  const isGelijst = deel.gegevens.some(({ code }) => code === 'toegewezen_toetsen');
  if (open.length === 0 || !isGelijst || gelezen.length === 0) return new Map();
  return nodig.leesToetsenVan(
    nodig.db,
    gelezen.map(({ leerling }) => leerling.id),
    open,
  );
}

/** As at a sign-in: by the conditions of both acts. Under the act of the classes itself, its own part decides. */
async function leesKlassen(
  nodig: Bulkbenodigdheden,
  ontvangst: Ontvangst,
  { gevraagd, gelegenheid: { stroom } }: Leerlingenvraag,
  kandidaten: readonly Kandidaat[],
  vandaag: Temporal.PlainDate,
): Promise<{ klasakte: Akte | undefined; klassen: ReadonlyMap<string, Gegevensbron['klassen']> }> {
  const isGelijst = ontvangst.deel.gegevens.some(({ code }) => code === 'klasinformatie');
  const klasakte = isGelijst && gevraagd.has('ov_klas') ? akteVanKlassen(nodig, ontvangst, stroom) : undefined;
  if (!klasakte) return { klasakte: undefined, klassen: new Map() };
  const scholen = new Map(
    kandidaten.map((een) => [
      een.leerling.id,
      scholenMetKlas(klasakte, { ...een, isToepassing: isToepassing(ontvangst) }, vandaag),
    ]),
  );
  const metSchool = [...scholen].flatMap(([id, eigen]) => (eigen.size ? id : []));
  const gelezen = metSchool.length ? await nodig.leesKlassenVan(nodig.db, metSchool, klasakte) : new Map();
  const klassen = [...gelezen].map(([id, lijst]): [string, Gegevensbron['klassen']] => [
    id,
    lijst.filter(({ instellingsnummer }: { instellingsnummer: string }) => scholen.get(id)?.has(instellingsnummer)),
  ]);
  return { klasakte, klassen: new Map(klassen) };
}

function akteVanKlassen(
  nodig: Bulkbenodigdheden,
  { protocol: { protocol } }: Ontvangst,
  stroom: Leerlingenvraag['gelegenheid']['stroom'],
): Akte | undefined {
  return protocol === KLASAKTE ? nodig.akteInWerking(KLASAKTE) : klasakteVoor(nodig, stroom);
}
