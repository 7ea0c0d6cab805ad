import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { type Antwoord, alsBytes, doel, isNetjes, lichaamVan, type Verzoek } from './verzoek.ts';

/** An address, because looking a name up costs more than some answers do. */
const HIER = '127.0.0.1';
/** No answer within this time is a hang. */
const GEDULD = 10_000;
/**
 * A broken request may leave the server waiting for bytes that never come. That is right, and then we close
 * our side.
 */
const STILTE = 100;

/**
 * Bytes of one request. No header may be longer than 16 KiB, and no form than 8 KiB or, with the library, 56
 * KiB.
 */
const VEEL = 8_000;

/** A client that sends anything: through `node:http` where that accepts it, otherwise over a bare socket. */
export class Verzender {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });
  readonly #adres: URL;

  constructor(issuer: string) {
    this.#adres = new URL(issuer);
  }

  stop(): void {
    this.#agent.destroy();
  }

  /** @param verminkt bytes to send instead of the request */
  verstuur(verzoek: Verzoek, verminkt?: (bytes: Buffer) => Buffer): Promise<Antwoord> {
    if (verminkt) return this.#rauw(verminkt(alsBytes(verzoek, this.#adres.host)));
    return isNetjes(verzoek) ? this.#netjes(verzoek) : this.#rauw(alsBytes(verzoek, this.#adres.host));
  }

  #netjes(verzoek: Verzoek, agent: Agent | false = this.#agent): Promise<Antwoord> {
    const { port, host } = this.#adres;
    const lichaam = lichaamVan(verzoek);
    const koppen = ['Host', host, ...verzoek.koppen.flat()];
    if (lichaam !== undefined) koppen.push('Content-Length', String(Buffer.byteLength(lichaam)));
    return new Promise((klaar, mislukt) => {
      const opties = {
        hostname: HIER,
        port,
        method: verzoek.methode,
        path: doel(verzoek),
        headers: koppen,
        agent,
      };
      const bezig = request(opties, async (antwoord) => {
        const stukken: Buffer[] = [];
        antwoord.on('error', mislukt).on('data', (stuk) => stukken.push(stuk));
        antwoord.on('end', () =>
          klaar({ status: antwoord.statusCode, koppen: antwoord.headers, lichaam: Buffer.concat(stukken).toString() }),
        );
      });
      bezig.setTimeout(GEDULD, () => bezig.destroy(new Error(`no answer within ${GEDULD} ms`)));
      bezig.on('error', (fout: NodeJS.ErrnoException) => {
        const afgebroken = /^(ECONNRESET|EPIPE|HPE_HEADER_OVERFLOW)$/.test(fout.code ?? '');
        // A server may close a connection on which far too much is still under way. That is an answer, not a
        // fault.
        if (afgebroken && alsBytes(verzoek, host).length > VEEL) klaar(LEEG);
        // An idle connection may be closed just as we send. On a new connection that can't be the reason.
        else if (afgebroken && bezig.reusedSocket) klaar(this.#netjes(verzoek, false));
        else mislukt(fout);
      });
      bezig.end(lichaam);
    });
  }

  #rauw(bytes: Buffer): Promise<Antwoord> {
    return new Promise((klaar, mislukt) => {
      const stukken: Buffer[] = [];
      const socket = connect(Number(this.#adres.port), HIER);
      const stil = setTimeout(() => socket.end(), STILTE);
      const hangt = setTimeout(() => {
        mislukt(new Error(`connection still open after ${GEDULD} ms`));
        socket.destroy();
      }, GEDULD);
      socket.on('data', (stuk: Buffer) => stukken.push(stuk)).on('error', () => {});
      socket.on('close', () => {
        clearTimeout(stil);
        clearTimeout(hangt);
        klaar(ontleed(Buffer.concat(stukken).toString('latin1')));
      });
      socket.write(bytes);
    });
  }
}

const LEEG: Antwoord = { status: undefined, koppen: {}, lichaam: '' };

function ontleed(tekst: string): Antwoord {
  const status = /^HTTP\/1\.1 ([2-9]\d\d)/m.exec(tekst);
  if (!status) return LEEG;
  const [kop = '', ...rest] = tekst.slice(status.index).split('\r\n\r\n');
  const koppen = Object.fromEntries(
    kop
      .split('\r\n')
      .slice(1)
      .map((regel) => {
        const [naam = '', ...waarde] = regel.split(': ');
        return [naam.toLowerCase(), waarde.join(': ')];
      }),
  );
  return { status: Number(status[1]), koppen, lichaam: rest.join('\r\n\r\n') };
}
