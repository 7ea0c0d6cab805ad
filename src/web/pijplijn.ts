import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

/**
 * A browser waits for its answer before it asks again. This many is enough for a program that does not wait.
 * docs/keuzes/netwerk.md#seventeen-requests-without-an-answer-close-their-connection
 */
const MEESTE = 16;

/**
 * Closes a connection on which too many requests wait for an answer. Its client then asks again (RFC 9112
 * § 9.3.2). Node itself sets no limit to the requests that it reads. Pausing the socket does not help,
 * because Node resumes it with each body that it reads.
 */
export function begrensPijplijn(dien: RequestListener): RequestListener {
  const open = new WeakMap<Socket, number>();
  return (verzoek, antwoord) => {
    const { socket } = verzoek;
    // Node still hands over the requests that arrived in one piece with the one that was too many.
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
