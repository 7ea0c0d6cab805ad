import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Follows the connections of a server, so that it can stop without cutting off a request.
 * @returns what stops the server. It closes idle connections at once, and also those that never sent a
 * request. Running requests may end. They get `Connection: close`, so that neither a browser nor a proxy
 * sends another one behind them. A request that takes longer than `langste` milliseconds is cut off.
 */
export function volgVerbindingen(server: Server): (langste: number) => Promise<void> {
  const bezig = new Map<Socket, Set<ServerResponse>>();
  let stopt = false;
  server.on('connection', (verbinding: Socket) => {
    bezig.set(verbinding, new Set());
    verbinding.once('close', () => bezig.delete(verbinding));
  });
  server.prependListener('request', ({ socket }, antwoord) => {
    if (stopt) vraagSluiting(antwoord);
    const antwoorden = bezig.get(socket);
    antwoorden?.add(antwoord);
    antwoord.once('close', () => {
      antwoorden?.delete(antwoord);
      if (stopt && antwoorden?.size === 0) socket.end();
    });
  });
  return async (langste) => {
    stopt = true;
    const dicht = new Promise<void>((klaar) => server.close(() => klaar()));
    for (const antwoorden of bezig.values()) antwoorden.forEach(vraagSluiting);
    const grens = setTimeout(() => server.closeAllConnections(), langste);
    await dicht;
    clearTimeout(grens);
  };
}

function vraagSluiting(antwoord: ServerResponse): void {
  if (!antwoord.headersSent) antwoord.setHeader('Connection', 'close');
}
