import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

/**
 * No browser asks on before it is answered; a program that does is content with this.
 * docs/keuzes/netwerk.md#seventeen-requests-without-an-answer-close-their-connection
 */
const MEESTE = 16;

/**
 * Closes a connection on which more requests wait for an answer than that (RFC 9112 § 9.3.2 has its client ask again): Node reads
 * them as they come, without a bound. Pausing would not hold, since Node reads on by itself with each body that it reads.
 */
export function begrensPijplijn(dien: RequestListener): RequestListener {
  const open = new WeakMap<Socket, number>();
  return (verzoek, antwoord) => {
    const { socket } = verzoek;
    // Node still hands over what came in one piece with the request too many.
    if (socket.destroyed) return;
    const nu = open.get(socket) ?? 0;
    if (nu === MEESTE) {
      socket.destroy();
      return;
    }
    open.set(socket, nu + 1);
    antwoord.once('close', () => open.set(socket, (open.get(socket) ?? 1) - 1));
    dien(verzoek, antwoord);
  };
}
