import type { Tabellen } from '../../store/index.ts';

/** An object as the library gives and takes it. Times are epoch seconds. */
export type Objectinhoud = Record<string, unknown> & { jti?: string; iat?: number; exp?: number };

/** What every row has. Times are epoch seconds. */
export interface Objectrij {
  id: string;
  iat: number;
  exp: number;
}

export type OidcTabel = Exclude<
  Extract<keyof Tabellen, `oidc_${string}`>,
  'oidc_sleutels' | 'oidc_session_clients' | 'oidc_gebruikte_antwoorden'
>;

/**
 * How one kind of object of the library becomes a row, and how a row becomes an object. `Rij` has the columns
 * of the kind, without those of `Objectrij`.
 */
export interface Objectsoort<Rij = unknown> {
  /** The library's name for the kind. */
  naam: string;
  tabel: OidcTabel;
  /** Whether the library saves an object again under the same identifier. */
  herschrijfbaar?: true;
  /**
   * SQL for columns whose new value is joined with the value in the existing row (`oud`). When two requests
   * save at the same time, the row has what both of them saved.
   */
  samen?: Readonly<Record<string, string>>;
  /**
   * Whether a pupil who loses the object only has to sign in again. The commit then does not wait for the
   * disk.
   */
  vluchtig?: true;
  kolommen: readonly { naam: string; type: keyof Kolomtypen }[];
  /** What a look-up reads beside the columns, as SQL. */
  verder?: string;
  naarRij(inhoud: Objectinhoud): Record<string, unknown>;
  vanRij(rij: Objectrij & Rij): Record<string, unknown>;
}

/** Types of PostgreSQL, with their types in TypeScript when they are read. */
interface Kolomtypen {
  text: string;
  uuid: string;
  boolean: boolean;
  bigint: number;
  json: unknown;
  'text[]': string[];
}

/** A column of a table. Its type stands behind its name, unless the type is text. */
type Kolomtekst<Tabel extends OidcTabel> =
  | (keyof Tabellen[Tabel] & string)
  | `${keyof Tabellen[Tabel] & string} ${keyof Kolomtypen}`;

type Kolomnaam<Tekst> = Tekst extends `${infer Naam} ${string}` ? Naam : Tekst;
type Kolomwaarde<Tekst> = Tekst extends `${string} ${infer Type extends keyof Kolomtypen}` ? Kolomtypen[Type] : string;
type RijVanVelden<Velden extends Record<string, string>> = {
  [Tekst in Velden[keyof Velden] as Kolomnaam<Tekst> & string]: Kolomwaarde<Tekst> | null;
};

/**
 * A kind whose columns are the library's properties under another name. Most kinds need no more than that.
 * @param velden each property with its column
 */
export function soort<Tabel extends OidcTabel, const Velden extends Record<string, Kolomtekst<Tabel>>>(
  naam: string,
  tabel: Tabel,
  velden: Velden,
): Objectsoort<RijVanVelden<Velden>> {
  const vertaling = Object.entries(velden).map(([veld, tekst]) => {
    const [kolom = '', type = 'text'] = tekst.split(' ');
    return { veld, naam: kolom, type: type as keyof Kolomtypen };
  });
  return {
    naam,
    tabel,
    kolommen: vertaling.map(({ naam, type }) => ({ naam, type })),
    naarRij(inhoud) {
      const rij: Record<string, unknown> = {};
      for (const { veld, naam, type } of vertaling) rij[naam] = type === 'json' ? naarJson(inhoud[veld]) : inhoud[veld];
      return rij;
    },
    vanRij: (rij) => {
      const waarden: Record<string, unknown> = { ...rij };
      return zonderLege(Object.fromEntries(vertaling.map(({ veld, naam }) => [veld, waarden[naam]])));
    },
  };
}

/**
 * JSON travels as text inside the JSON of a question. Input from a browser may hold a NUL. The type `json`
 * accepts a NUL, and `json_to_recordset` does not.
 */
function naarJson(waarde: unknown): string | undefined {
  return waarde === undefined || waarde === null ? undefined : JSON.stringify(waarde);
}

/** The library writes undefined for "absent", and the database writes null. */
export function zonderLege(waarden: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(waarden).filter(([, waarde]) => waarde !== null && waarde !== undefined));
}

/** A kind in which some properties need more than another name. */
export function metEigenVertaling<Rij>(
  gewoon: Objectsoort<Rij>,
  naarRij: Objectsoort<Rij>['naarRij'],
  vanRij: Objectsoort<Rij>['vanRij'],
): Objectsoort<Rij> {
  return {
    ...gewoon,
    naarRij: (inhoud) => ({ ...gewoon.naarRij(inhoud), ...naarRij(inhoud) }),
    vanRij: (rij) => zonderLege({ ...gewoon.vanRij(rij), ...vanRij(rij) }),
  };
}

/** A kind that can be used once. */
export function verbruikbaar<Rij>(gewoon: Objectsoort<Rij>): Objectsoort<Rij & { verbruikt: boolean }> {
  const metVerbruik = metEigenVertaling<Rij & { verbruikt: boolean }>(
    gewoon,
    () => ({}),
    ({ verbruikt }) => (verbruikt ? { consumed: true } : {}),
  );
  return { ...metVerbruik, verder: 'consumed_op is not null as verbruikt' };
}

/** A row to keep, as a question contains it. */
export type Objectvraag = Record<string, unknown> & { id: string };

/**
 * A client's own `exp` may have a fraction (RFC 7519 § 2). It is rounded up, so that nothing is forgotten too
 * early.
 */
export function alsObjectrij({ naarRij }: Objectsoort, id: string, inhoud: Objectinhoud): Objectvraag {
  const exp = inhoud.exp === undefined ? undefined : Math.ceil(inhoud.exp);
  return { ...naarRij(inhoud), id, iat: inhoud.iat, exp };
}

export function alsObject<Rij>({ naam, vanRij }: Objectsoort<Rij>, rij: Objectrij & Rij): Objectinhoud {
  return { jti: rij.id, kind: naam, iat: rij.iat, exp: rij.exp, ...vanRij(rij) };
}
