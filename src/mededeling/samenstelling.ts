import { AFGELEID, CATALOGUS, type Gegevensbron, isLeverbaar, type Ontvangersdeel } from '../protocol/index.ts';

type Gegeven = Ontvangersdeel['gegevens'][number];

export interface Samenstellingsvraag {
  /** What the protocol lets this recipient have. */
  deel: Ontvangersdeel;
  /** The pupil, with only the enrolments that the gate let through. */
  bron: Gegevensbron;
  /** Claims that the application asked for. */
  gevraagd: ReadonlySet<string>;
  /** Whether the application reads `ov_leerid_uuid` as a list. */
  leerIdAlsLijst: boolean;
}

export interface Samenstelling {
  claims: Record<string, unknown>;
  /** Codes of the data that `claims` carries, for the privacy log. */
  gegevens: string[];
  artikelen: string[];
}

/** Composes the claims: requested ∩ protocol. What the pupil does not have is left out. */
export function stelSamen(vraag: Samenstellingsvraag): Samenstelling {
  const { bron, gevraagd } = vraag;
  const vrij = vraag.deel.gegevens.filter((gegeven) => isVrij(gegeven, bron));
  const claims: Record<string, unknown> = {};
  const gegeven = new Set<string>();
  const lijst = bron.inschrijvingen.map((): Record<string, string> => ({}));
  for (const { code } of vrij) {
    const uitgifte = CATALOGUS[code]?.uitgifte;
    if (!uitgifte || !gevraagd.has(uitgifte.claim)) continue;
    if ('veld' in uitgifte) {
      claims[uitgifte.claim] = lijst;
      bron.inschrijvingen.forEach((inschrijving, plaats) => {
        Object.assign(lijst[plaats] ?? {}, { [uitgifte.veld]: uitgifte.lees(inschrijving) });
      });
    } else {
      const mee = uitgifte.naast?.filter((ander) => vrij.some((een) => een.code === ander)) ?? [];
      const waarde = uitgifte.lees(bron, mee);
      for (const ander of mee) gegeven.add(ander);
      claims[uitgifte.claim] = code === 'leer_id_uuid' && vraag.leerIdAlsLijst ? [waarde] : waarde;
    }
    gegeven.add(code);
  }
  for (const { claim, uit, lees } of AFGELEID) {
    if (!gevraagd.has(claim) || !uit.every((deel) => vrij.some(({ code }) => code === deel))) continue;
    claims[claim] = lees(bron);
    for (const code of uit) gegeven.add(code);
  }
  for (const [claim, waarde] of Object.entries(claims)) {
    if (Array.isArray(waarde)) claims[claim] = opInhoud(waarde);
  }
  const meegedeeld = vrij.filter(({ code }) => gegeven.has(code));
  const artikelen = new Set(meegedeeld.map(({ artikel }) => `art. ${artikel}`));
  return { claims, gegevens: meegedeeld.map(({ code }) => code), artikelen: [...artikelen] };
}

function isVrij(gegeven: Gegeven, bron: Gegevensbron): boolean {
  const { code, enkel_zonder = [] } = gegeven;
  return isLeverbaar(gegeven) && heeft(bron, code) && !enkel_zonder.some((ander) => heeft(bron, ander));
}

/** A datum that can't be read here, such as the INSZ, counts as present: nothing may stand in for it. */
function heeft(bron: Gegevensbron, code: string): boolean {
  const uitgifte = CATALOGUS[code]?.uitgifte;
  if (!uitgifte) return true;
  return 'veld' in uitgifte ? bron.inschrijvingen.length > 0 : !isLeeg(uitgifte.lees(bron));
}

/**
 * Each value once, sorted by value. So no list tells which item came first, or how often it came, unless a
 * field says so.
 * docs/keuzes/deur.md#no-hidden-passengers
 */
function opInhoud(lijst: readonly unknown[]): unknown[] {
  const perInhoud = new Map(lijst.map((een) => [JSON.stringify(een), een]));
  return [...perInhoud].toSorted(([een], [ander]) => (een < ander ? -1 : 1)).map(([, waarde]) => waarde);
}

function isLeeg(waarde: unknown): boolean {
  return waarde === null || waarde === undefined || (Array.isArray(waarde) && waarde.length === 0);
}
