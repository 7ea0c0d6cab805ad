import { once } from 'node:events';
import { createServer } from 'node:http';
import { beantwoord } from './kind.ts';

/** Applications that receive logout messages, and one at `/hangt` that never answers. */
const server = createServer((verzoek, antwoord) => {
  const aantal = gekomen.get(verzoek.url ?? '') ?? 0;
  gekomen.set(verzoek.url ?? '', aantal + 1);
  verzoek.resume().on('end', () => {
    if (verzoek.url !== '/hangt') antwoord.end();
  });
});
const gekomen = new Map<string, number>();

beantwoord({
  async luister({ poort }: { poort: number }) {
    server.listen(poort, '127.0.0.1');
    await once(server, 'listening');
  },
  geteld: () => Object.fromEntries(gekomen),
});
