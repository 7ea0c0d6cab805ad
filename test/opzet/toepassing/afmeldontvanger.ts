import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, type JWTPayload } from 'jose';
import { wachtOp } from '../wachten.ts';

export interface Ontvangen {
  clientId: string;
  token: string;
  inhoud: JWTPayload;
}

/** Applications that receive logout messages, each at its own path. The test decides how they answer. */
export async function startOntvanger(
  antwoord: (bericht: Ontvangen, uit: ServerResponse) => void = (_bericht, uit) => uit.writeHead(200).end(),
) {
  const berichten: Ontvangen[] = [];
  const server = createServer(async (verzoek, uit) => {
    let body = '';
    for await (const deel of verzoek) body += deel;
    const token = new URLSearchParams(body).get('logout_token') ?? '';
    const bericht = { clientId: (verzoek.url ?? '').slice(1), token, inhoud: decodeJwt(token) };
    berichten.push(bericht);
    antwoord(bericht, uit);
    server.emit('bericht');
  }).listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    berichten,
    adres: (clientId: string) => `http://localhost:${port}/${clientId}`,
    van: (clientId: string) => berichten.filter((bericht) => bericht.clientId === clientId),
    /** Waits until so many messages have come. */
    async ontvang(aantal: number, clientId?: string): Promise<void> {
      const geteld = () =>
        berichten.filter((bericht) => clientId === undefined || bericht.clientId === clientId).length;
      await wachtOp(`${aantal} logout messages`, server, 'bericht', () => geteld() >= aantal);
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type Ontvanger = Awaited<ReturnType<typeof startOntvanger>>;
