import { connect, type Socket } from 'node:net';

/**
 * An answer, as far as a sign-in needs it. `koppen` is the raw head, which is searched only for what is
 * needed.
 */
export interface Antwoord {
  status: number;
  koppen: string;
  body: string;
}

/** An answer that takes longer is an error of the run, not a slow measurement. */
const GEDULD_MS = 15_000;

/**
 * One keep-alive connection that carries one request at a time. `fetch` and `node:http` would use as much CPU
 * as the server under measurement, on the same cores. This reads a status, a head and a body of known length,
 * and refuses anything else.
 */
export class Verbinding {
  readonly #socket: Socket;
  readonly #host: string;
  #gelezen = '';
  #wachter: PromiseWithResolvers<Antwoord> | undefined;

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    socket.setNoDelay(true).setTimeout(GEDULD_MS).setEncoding('latin1');
    socket.on('data', (stuk) => this.#lees(String(stuk)));
    socket.on('timeout', () => this.#breek(new Error(`geen antwoord van ${host} binnen ${GEDULD_MS} ms`)));
    socket.on('error', (fout) => this.#breek(fout));
    socket.on('close', () => this.#breek(new Error(`${host} sloot de verbinding`)));
  }

  /** @param host the host of the public address, as a proxy passes it on */
  static open(poort: number, host: string): Promise<Verbinding> {
    const { promise, resolve, reject } = Promise.withResolvers<Verbinding>();
    const socket = connect(poort, '127.0.0.1');
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(new Verbinding(socket, host));
    });
    return promise;
  }

  /** @param koppen extra header lines, each closed by CRLF */
  stuur(methode: 'GET' | 'POST', pad: string, koppen = '', body?: string): Promise<Antwoord> {
    const inhoud =
      body === undefined
        ? ''
        : `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
    this.#wachter = Promise.withResolvers<Antwoord>();
    this.#socket.write(
      `${methode} ${pad} HTTP/1.1\r\nHost: ${this.#host}\r\nX-Forwarded-Proto: https\r\nAccept: text/html,*/*;q=0.8\r\n${koppen}${inhoud}\r\n${body ?? ''}`,
    );
    return this.#wachter.promise;
  }

  sluit(): void {
    this.#socket.removeAllListeners('close').destroy();
  }

  #lees(stuk: string): void {
    this.#gelezen += stuk;
    const einde = this.#gelezen.indexOf('\r\n\r\n');
    if (einde === -1) return;
    const koppen = this.#gelezen.slice(0, einde + 2);
    const lengte = kop(koppen, 'content-length');
    if (lengte === undefined) {
      this.#breek(new Error(`antwoord zonder lengte: ${koppen.slice(0, 200)}`));
      return;
    }
    const totaal = einde + 4 + Number(lengte);
    if (this.#gelezen.length < totaal) return;
    const body = this.#gelezen.slice(einde + 4, totaal);
    this.#gelezen = this.#gelezen.slice(totaal);
    this.#wachter?.resolve({ status: Number(koppen.slice(9, 12)), koppen, body });
    this.#wachter = undefined;
  }

  #breek(fout: Error): void {
    this.#wachter?.reject(fout);
    this.#wachter = undefined;
    this.#socket.destroy();
  }
}

const KOPPEN = {
  location: /\r\nlocation: ([^\r]*)/i,
  'content-length': /\r\ncontent-length: ([^\r]*)/i,
  'content-type': /\r\ncontent-type: ([^\r]*)/i,
};

/** The value of the first header with this name. */
export function kop(koppen: string, naam: keyof typeof KOPPEN): string | undefined {
  return KOPPEN[naam].exec(koppen)?.[1];
}
