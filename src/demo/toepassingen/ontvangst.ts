import {
  AFGELEID,
  CATALOGUS,
  type Datum,
  type Ontvangersdeel,
  TECHNISCH,
  TECHNISCHE_CODES,
} from '../../protocol/index.ts';
import type { Ontvangen } from './demosessies.ts';
import { leesbaar, leesbareTijd } from './leesbaar.ts';

export interface Ontvangstrij {
  naam: string;
  waarden: string[];
  bron: string;
  /** Absent when the protocol does not let the application have this. That must never happen. */
  grond?: { artikel: number; reden: string } | undefined;
}

export interface Ontvangstgroep {
  titel: string;
  rijen: Ontvangstrij[];
}

/** Claims about the token itself. They say nothing about the pupil or the sign-in. */
const OVER_TOKEN = 'iss aud azp exp iat nbf jti nonce at_hash c_hash s_hash'.split(' ');
const BUITEN_PROTOCOL: readonly string[] = [...TECHNISCHE_CODES, ...OVER_TOKEN];
const TIJDEN = ['exp', 'iat', 'nbf', 'auth_time'];

interface Claim {
  naam: string;
  waarde: unknown;
  bron: string;
}

/** What was received about the pupil. Each datum is beside the line of the protocol that allows it. */
export function groepeer(ontvangen: Ontvangen, deel: Ontvangersdeel): Ontvangstgroep[] {
  const claims = alleClaims(ontvangen)
    .filter(({ naam }) => !BUITEN_PROTOCOL.includes(naam))
    .toSorted((een, ander) => plaatsInCatalogus(een.naam) - plaatsInCatalogus(ander.naam));
  const zoek = zoekIn(deel, new Set(claims.map(({ naam }) => naam)));
  const delen = claims.flatMap((claim) => {
    const { naam, waarde, bron } = claim;
    if (!heeftVelden(claim)) {
      const { kop, ...rest } = zoek(naam);
      const rij = { ...rest, waarden: leesbaar(waarde), bron };
      return [{ titel: kop, rij: draagtVreemds(claim, deel) ? { ...rij, grond: undefined } : rij }];
    }
    return claim.waarde.flatMap((inschrijving, plaats) =>
      Object.entries(inschrijving).map(([veld, veldwaarde]) => {
        const { kop, ...rest } = zoek(naam, veld);
        const titel = claim.waarde.length > 1 ? `${kop} (${plaats + 1} van ${claim.waarde.length})` : kop;
        return { titel, rij: { ...rest, waarden: leesbaar(veldwaarde), bron } };
      }),
    );
  });
  const perTitel = Map.groupBy(delen, ({ titel }) => titel);
  return [...perTitel].map(([titel, leden]) => ({ titel, rijen: leden.map(({ rij }) => rij) }));
}

/** What every sign-in carries under any protocol, in the order of its codes, each with an explanation. */
export function technischeClaims(ontvangen: Ontvangen): { naam: string; wat: string; waarde: string; bron: string }[] {
  return alleClaims(ontvangen)
    .filter(({ naam }) => BUITEN_PROTOCOL.includes(naam))
    .toSorted((een, ander) => BUITEN_PROTOCOL.indexOf(een.naam) - BUITEN_PROTOCOL.indexOf(ander.naam))
    .map(({ naam, waarde, bron }) => {
      const tijd = TIJDEN.includes(naam) && typeof waarde === 'number';
      const wat = Object.entries(TECHNISCH).find(([code]) => code === naam)?.[1].naam ?? 'Over het token zelf';
      return { naam, wat, waarde: tijd ? leesbareTijd(waarde) : leesbaar(waarde).join(', '), bron };
    });
}

/** Which data came from which source. */
export function perBron(groepen: readonly Ontvangstgroep[]): { bron: string; namen: string[] }[] {
  const rijen = groepen.flatMap((groep) => groep.rijen);
  return [...Map.groupBy(rijen, ({ bron }) => bron)].map(([bron, leden]) => ({
    bron,
    namen: [...new Set(leden.map(({ naam }) => naam))],
  }));
}

function alleClaims({ idTokenClaims, userinfo }: Ontvangen): Claim[] {
  const namen = new Set([...Object.keys(idTokenClaims), ...Object.keys(userinfo)]);
  return [...namen].map((naam) => {
    const bronnen = [
      Object.hasOwn(idTokenClaims, naam) ? 'ID-token' : '',
      Object.hasOwn(userinfo, naam) ? 'userinfo' : '',
    ].filter(Boolean);
    return { naam, waarde: userinfo[naam] ?? idTokenClaims[naam], bron: bronnen.join(' en ') };
  });
}

/** Unknown claims come first. */
function plaatsInCatalogus(claim: string): number {
  return Object.values(CATALOGUS).findIndex(({ uitgifte }) => uitgifte?.claim === claim);
}

/** Whether the catalogue fills this claim with a list of fields (such as the enrolments). */
function heeftVelden(claim: Claim): claim is Claim & { waarde: Record<string, unknown>[] } {
  const lijst = Object.values(CATALOGUS).some(({ uitgifte: u }) => u?.claim === claim.naam && 'veld' in u);
  return lijst && Array.isArray(claim.waarde) && claim.waarde.every((een) => een !== null && typeof een === 'object');
}

/** Whether the list carries another datum that the protocol does not let the application have. */
function draagtVreemds({ naam, waarde }: Claim, deel: Ontvangersdeel): boolean {
  const uitgifte = Object.values(CATALOGUS).find((datum) => datum.uitgifte?.claim === naam)?.uitgifte;
  const naast = uitgifte && 'naast' in uitgifte ? (uitgifte.naast ?? []) : [];
  const vreemd = naast.filter((code) => !deel.gegevens.some((een) => een.code === code));
  return Array.isArray(waarde) && waarde.some((een) => vreemd.some((code) => Object.hasOwn(Object(een), code)));
}

/** Finds a claim (or a field of it) in the catalogue, and then in the recipient's part of the protocol. */
function zoekIn(deel: Ontvangersdeel, ontvangen: ReadonlySet<string>) {
  type Plaats = { kop: string; naam: string; grond?: { artikel: number; reden: string } };
  return function zoek(claim: string, veld?: string): Plaats {
    const afgeleid = AFGELEID.find((een) => een.claim === claim);
    if (afgeleid) {
      const delen = afgeleid.uit.map((code) => zoek(CATALOGUS[code]?.uitgifte?.claim ?? ''));
      const ongegrond = delen.find(({ grond }) => !grond);
      return { kop: '', ...(ongegrond ?? delen[0]), naam: afgeleid.naam };
    }
    const gevonden = Object.entries(CATALOGUS).find(([, datum]) => staatVoor(datum, claim, veld));
    if (!gevonden) return { kop: 'Onbekend', naam: veld ? `${claim}.${veld}` : claim };
    const [code, { kop, naam }] = gevonden;
    const gegeven = deel.gegevens.find((een) => een.code === code);
    const inDePlaatsVan = gegeven?.enkel_zonder?.flatMap((ander) => CATALOGUS[ander]?.uitgifte?.claim ?? []) ?? [];
    if (!gegeven || inDePlaatsVan.some((ander) => ontvangen.has(ander))) return { kop, naam };
    return { kop, naam, grond: { artikel: gegeven.artikel, reden: gegeven.reden } };
  };
}

function staatVoor({ uitgifte }: Datum, claim: string, veld: string | undefined): boolean {
  return uitgifte?.claim === claim && ('veld' in uitgifte ? uitgifte.veld : undefined) === veld;
}
