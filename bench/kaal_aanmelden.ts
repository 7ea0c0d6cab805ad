import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Provider } from 'oidc-provider';

/**
 * The smallest possible sign-in page: a form that signs in whoever fills it in, as in the library's examples.
 */
export function aanmeldpagina(provider: Provider) {
  const behandel = async (req: IncomingMessage, res: ServerResponse) => {
    const { uid } = await provider.interactionDetails(req, res);
    if (req.method === 'POST') {
      const accountId = new URLSearchParams(await text(req)).get('gebruikersnaam') ?? '';
      const login = { accountId, acr: 'bench', amr: ['pwd'], remember: false };
      return provider.interactionFinished(req, res, { login }, { mergeWithLastSubmission: false });
    }
    const pagina = `<!doctype html><title>Aanmelden</title><form method="post" action="/aanmelden/${uid}">
<input name="gebruikersnaam"><input name="wachtwoord" type="password"><button>Aanmelden</button></form>`;
    res.writeHead(200, { 'Content-Type': 'text/html', 'Content-Length': Buffer.byteLength(pagina) });
    res.end(pagina);
  };
  return (req: IncomingMessage, res: ServerResponse): void => {
    behandel(req, res).catch((fout: Error) => {
      res.writeHead(500, { 'Content-Length': Buffer.byteLength(fout.message) }).end(fout.message);
    });
  };
}
