import { CATALOGUS, type Gegevensbron, type Ontvangersdeel } from '../protocol/index.ts';

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

/** Requested ∩ protocol, in the shapes of the claims. What the pupil does not have is left out. */
export function stelSamen(vraag: Samenstellingsvraag): Samenstelling {
  const claims: Record<string, unknown> = {};
  const gegevens: string[] = [];
  const artikelen = new Set<string>();
  const lijst = vraag.bron.inschrijvingen.map((): Record<string, string> => ({}));
  for (const { code, artikel, enkel_zonder } of vraag.deel.gegevens) {
    const uitgifte = CATALOGUS[code]?.uitgifte;
    if (!uitgifte || !vraag.gevraagd.has(uitgifte.claim)) continue;
    if (enkel_zonder && heeft(vraag.bron, enkel_zonder)) continue;

    if ('veld' in uitgifte) {
      if (lijst.length === 0) continue;
      claims[uitgifte.claim] = lijst;
      vraag.bron.inschrijvingen.forEach((inschrijving, plaats) => {
        Object.assign(lijst[plaats] ?? {}, { [uitgifte.veld]: uitgifte.lees(inschrijving) });
      });
    } else {
      const waarde = uitgifte.lees(vraag.bron);
      if (isLeeg(waarde)) continue;
      claims[uitgifte.claim] = code === 'leer_id_uuid' && vraag.leerIdAlsLijst ? [waarde] : waarde;
    }
    gegevens.push(code);
    artikelen.add(`art. ${artikel}`);
  }
  return { claims, gegevens, artikelen: [...artikelen] };
}

/** A datum that can't be read here, such as the INSZ, may be there: then nothing stands in for it. */
function heeft(bron: Gegevensbron, code: string): boolean {
  const uitgifte = CATALOGUS[code]?.uitgifte;
  if (!uitgifte) return true;
  return 'veld' in uitgifte ? bron.inschrijvingen.length > 0 : !isLeeg(uitgifte.lees(bron));
}

function isLeeg(waarde: unknown): boolean {
  return waarde === null || waarde === undefined || (Array.isArray(waarde) && waarde.length === 0);
}
