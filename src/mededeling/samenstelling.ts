import {
  AFGELEID,
  CATALOGUS,
  type Datum,
  type Gegevensbron,
  isLeverbaar,
  type Ontvangersdeel,
  type Vormmakers,
} from '../protocol/index.ts';

type Gegeven = Ontvangersdeel['gegevens'][number];
type Inschrijvingsveld = Extract<NonNullable<Datum['uitgifte']>, { veld: string }>;

export interface Samenstellingsvraag {
  /** What the protocol lets this recipient have. */
  deel: Ontvangersdeel;
  /** The pupil, with only the enrolments that the gate let through. */
  bron: Gegevensbron;
  /** Claims that the application asked for. */
  gevraagd: ReadonlySet<string>;
  /** Whether the application reads `ov_leerid_uuid` as a list. */
  leerIdAlsLijst: boolean;
  /** What makes a hash or a pseudonym for this recipient, in a flow that can. */
  makers?: Vormmakers | undefined;
}

export interface Samenstelling {
  claims: Record<string, unknown>;
  /** Codes of the data that `claims` carries, for the privacy log. */
  gegevens: string[];
  artikelen: string[];
}

/**
 * Composes the claims: requested ∩ protocol. What the pupil does not have is left out. Composed again from only
 * the data that it names, it is the same.
 */
export function stelSamen(vraag: Samenstellingsvraag): Samenstelling {
  const { bron, gevraagd, makers } = vraag;
  const vrij = vraag.deel.gegevens.filter((gegeven) => isVrij(gegeven, bron, makers));
  // What combines data, or carries them along, has them as they are. So it leaves only where they may leave so.
  const klaar = new Set(vrij.filter(({ vorm }) => vorm === 'klaar').map(({ code }) => code));
  const claims: Record<string, unknown> = {};
  const gegeven = new Set<string>();
  const velden: Inschrijvingsveld[] = [];
  for (const { code, vorm } of vrij) {
    const uitgifte = CATALOGUS[code]?.uitgifte;
    if (!uitgifte || !gevraagd.has(uitgifte.claim)) continue;
    if ('veld' in uitgifte) {
      velden.push(vorm === 'klaar' ? uitgifte : inVormVan(uitgifte, { code, vorm }, makers));
    } else {
      const mee = uitgifte.naast?.filter((ander) => klaar.has(ander)) ?? [];
      const gelezen = uitgifte.lees(bron, mee);
      const waarde = vorm === 'klaar' ? gelezen : inVorm({ code, vorm }, gelezen, makers);
      for (const ander of mee) gegeven.add(ander);
      claims[uitgifte.claim] = code === 'leer_id_uuid' && vraag.leerIdAlsLijst ? [waarde] : opInhoud(waarde);
    }
    gegeven.add(code);
  }
  if (velden.length) claims.ov_inschrijvingen = opInhoud(bron.inschrijvingen.map((een) => leesVelden(een, velden)));
  for (const { claim, uit, lees } of AFGELEID) {
    if (!gevraagd.has(claim) || !uit.every((code) => klaar.has(code))) continue;
    claims[claim] = lees(bron);
    for (const code of uit) gegeven.add(code);
  }
  const meegedeeld = vrij.filter(({ code }) => gegeven.has(code));
  const artikelen = new Set(meegedeeld.map(({ artikel }) => `art. ${artikel}`));
  return { claims, gegevens: meegedeeld.map(({ code }) => code), artikelen: [...artikelen] };
}

function isVrij(gegeven: Gegeven, bron: Gegevensbron, makers?: Vormmakers): boolean {
  const { code, enkel_zonder = [] } = gegeven;
  return isLeverbaar(gegeven, makers) && heeft(bron, code) && !enkel_zonder.some((ander) => heeft(bron, ander));
}

/** A field of each enrolment, in another form. */
function inVormVan(
  uitgifte: Inschrijvingsveld,
  gegeven: Pick<Gegeven, 'code' | 'vorm'>,
  makers?: Vormmakers,
): Inschrijvingsveld {
  return { ...uitgifte, lees: (inschrijving) => inVorm(gegeven, uitgifte.lees(inschrijving), makers) as string | null };
}

/** Each value of a list by itself: a recipient that gets one key as a hash must find it in a list of them. */
function inVorm({ code, vorm }: Pick<Gegeven, 'code' | 'vorm'>, waarde: unknown, makers?: Vormmakers): unknown {
  const maker = vorm === 'klaar' ? undefined : makers?.[vorm];
  if (!maker || waarde === null) return waarde;
  return Array.isArray(waarde) ? waarde.map((een) => maker(code, een)) : maker(code, waarde);
}

/** A datum that can't be read here, such as the INSZ, counts as present: nothing may stand in for it. */
function heeft(bron: Gegevensbron, code: string): boolean {
  const uitgifte = CATALOGUS[code]?.uitgifte;
  if (!uitgifte) return true;
  return 'veld' in uitgifte ? bron.inschrijvingen.length > 0 : !isLeeg(uitgifte.lees(bron));
}

function leesVelden(
  inschrijving: Gegevensbron['inschrijvingen'][number],
  velden: readonly Inschrijvingsveld[],
): Record<string, string | null> {
  const gelezen: Record<string, string | null> = {};
  for (const { veld, lees } of velden) gelezen[veld] = lees(inschrijving);
  return gelezen;
}

/**
 * Each value of a list once, sorted by value. So no list tells which item came first, or how often it came,
 * unless a field says so.
 * docs/keuzes/deur.md#no-hidden-passengers
 */
function opInhoud(waarde: unknown): unknown {
  if (!Array.isArray(waarde) || waarde.length < 2) return waarde;
  const perInhoud = new Map(waarde.map((een) => [JSON.stringify(een), een]));
  return [...perInhoud].toSorted(([een], [ander]) => (een < ander ? -1 : 1)).map(([, inhoud]) => inhoud);
}

function isLeeg(waarde: unknown): boolean {
  return waarde === null || waarde === undefined || (Array.isArray(waarde) && waarde.length === 0);
}
