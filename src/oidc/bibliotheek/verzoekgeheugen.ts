import type { Logschrijver, Toegangslezing, Weigerreden } from '../../mededeling/index.ts';
import type { Objectinhoud, Objectvraag } from '../adapter/objectsoort.ts';
import type { VerzegeldAntwoord } from '../verzoek/verzegeld_antwoord.ts';
import type { VerzegeldVerzoek } from '../verzoek/verzegeld_verzoek.ts';
import { huidigVerzoek } from './binnenwerk.ts';

/**
 * The memory of one request. Our storage knows what the library looks up next, and reads it already in the
 * statement before. The library does these things, in this order. ← says what an earlier statement read.
 *
 * | endpoint             | look-ups and writes                                                                                |
 * | -------------------- | -------------------------------------------------------------------------------------------------- |
 * | GET /authorize       | Session.find, PushedAuthorizationRequest.find if it was pushed, Grant.find ← Session.find,         |
 * |                      | the gate ← Session.find. Who has to sign in: Interaction.upsert (a cookie). Who may in:            |
 * |                      | PushedAuthorizationRequest.consume, AuthorizationCode.upsert. A new grant and the code wait for    |
 * |                      | the end: Session.upsert writes all                                                                 |
 * | GET /authorize/:uid  | Session.find, Interaction.find (a cookie) and .destroy, Grant.find ← Session.find, the gate,       |
 * |                      | PushedAuthorizationRequest.find and .consume, AuthorizationCode.upsert. The use of the answer, the |
 * |                      | grant and the code wait for the end:                                                               |
 * |                      | Session.destroy of its old name, Session.upsert under its new name (writes all)                    |
 * | POST /par            | ReplayDetection of the client's assertion, PushedAuthorizationRequest.upsert                       |
 * | POST /token          | ReplayDetection of the client's assertion, AuthorizationCode.find,                                 |
 * |                      | Session.findByUid ← AuthorizationCode.find, Grant.find ← AuthorizationCode.find,                   |
 * |                      | AuthorizationCode.consume (sets the code aside), the gate ← AuthorizationCode.find,                |
 * |                      | ReplayDetection of the proof, AccessToken.upsert (sets the token beside its code), the door, whose |
 * |                      | log row redeems them                                                                               |
 * | /userinfo            | AccessToken.find, Session.findByUid ← AccessToken.find, ReplayDetection of the proof,              |
 * |                      | the gate ← AccessToken.find, Grant.find ← AccessToken.find, the door                               |
 * | POST /revoke         | ReplayDetection of the client's assertion, AccessToken.find, Session.findByUid ← AccessToken.find, |
 * |                      | AccessToken.destroy, everything of its grant                                                       |
 * | GET /logout          | Session.find, Session.upsert                                                                       |
 * | POST /logout/confirm | Session.find, everything of its grants, Session.destroy or Session.upsert                          |
 *
 * When the door had to wait, `AccessToken.find` comes once more, and reads again: a value that was read
 * early can be taken only once. Client.find comes everywhere, and costs no statement.
 * docs/keuzes/openid.md#a-request-has-one-memory
 */
export class Verzoekgeheugen {
  /** Sessions by their `uid`. */
  readonly sessies = new Meegelezen<Objectinhoud>();
  /** Grants by their identifier. */
  readonly grants = new Meegelezen<Objectinhoud>();
  /** What the gate has to know, by client and account. See `toegang/meegelezen_toegang.ts`. */
  readonly toegang = new Meegelezen<Toegangslezing>();
  /** The answer of each prompt of ours. Its checks share it, so they ask only once. */
  readonly oordelen = new Map<string, Promise<Weigerreden | undefined>>();
  /** The session of this request as it was read. A session that did not change is not written. */
  gelezenSessie: GelezenSessie | undefined;
  /** What waits for the statement that saves the session. See `adapter/verzameling.ts`. */
  verzameld: Verzameld = { grants: [], codes: [] };
  /** The request that one of our own pages opened. */
  wachtend: VerzegeldVerzoek | undefined;
  /** The answer of a sign-in page with which this request goes on. */
  antwoord: VerzegeldAntwoord | undefined;
  /** The code that the next access token redeems. See `adapter/inwisseling.ts`. */
  codeInTeWisselen: string | undefined;
  /** The hash of the text under which the code or token of this request was given. See `adapter/onder_tekst.ts`. */
  begonnenOnder: string | undefined;
  /** Writes the log row of the answer, and redeems the code for its access token in the same statement. */
  wisselIn: Logschrijver | undefined;

  /** Once taken, what waits here belongs to the session that is saved. */
  neemVerzameld(): Verzameld {
    const { verzameld } = this;
    this.verzameld = { grants: [], codes: [] };
    return verzameld;
  }

  /** Once taken, what waits here belongs to the door. */
  neemInwisseling(): Logschrijver | undefined {
    const { wisselIn } = this;
    this.wisselIn = undefined;
    return wisselIn;
  }

  /** What still waits to be written, in words for the log. */
  get ongeschreven(): string | undefined {
    if (this.codeInTeWisselen !== undefined || this.wisselIn) return 'a code that was not redeemed';
    const { antwoord, grants, codes } = this.verzameld;
    return antwoord || grants.length > 0 || codes.length > 0 ? 'a grant, a code or a sign-in' : undefined;
  }
}

/** What a request gave, as rows to keep. */
export interface Verzameld {
  /** The answer of a sign-in page that was used, with the moment at which it was given. Epoch seconds. */
  antwoord?: { id: string; iat: number };
  grants: Objectvraag[];
  codes: Objectvraag[];
}

export interface GelezenSessie {
  id: string;
  /** The session without its times. */
  afdruk: string;
  /** Epoch seconds. */
  exp: number;
  /** The generation of the account when it signed in. */
  generatie: string | undefined;
}

/** Each value can be taken once, so that a second look-up reads again. */
class Meegelezen<T> {
  readonly #gelezen = new Map<string, T>();

  leg(sleutel: string, waarde: T): void {
    this.#gelezen.set(sleutel, waarde);
  }

  neem(sleutel: string): T | undefined {
    const waarde = this.#gelezen.get(sleutel);
    this.#gelezen.delete(sleutel);
    return waarde;
  }
}

/**
 * The memory of a request. It is kept in Koa's own place for what middleware passes on, and goes with the
 * request.
 */
export function geheugenVan(verzoek: { state: { geheugen?: Verzoekgeheugen } }): Verzoekgeheugen {
  verzoek.state.geheugen ??= new Verzoekgeheugen();
  return verzoek.state.geheugen;
}

/**
 * The memory of the request that the library is answering now. Outside a request it is empty, and nobody
 * keeps it.
 */
export function geheugen(): Verzoekgeheugen {
  const verzoek = huidigVerzoek();
  return verzoek ? geheugenVan(verzoek) : new Verzoekgeheugen();
}
