import type { Idp } from '../../opzet/server/idp.ts';
import { assertie } from './jwt.ts';
import { paren, type Verzoek } from './verzoek.ts';

/** The same request with the client authentication of its dossier. */
export async function metClientbewijs(idp: Idp, verzoek: Verzoek, clientId: string): Promise<Verzoek> {
  const geheim = idp.omgeving[`${clientId.toUpperCase()}_CLIENT_SECRET`] ?? '';
  const velden = verzoek.velden.filter(([naam]) => naam !== 'client_id');
  if (clientId === 'smartschool') {
    const basic = `Basic ${btoa(`${clientId}:${encodeURIComponent(geheim)}`)}`;
    return { ...verzoek, koppen: [...verzoek.koppen, ['Authorization', basic]] };
  }
  if (clientId === 'toetsplatform') {
    return { ...verzoek, velden: [...velden, ...paren({ client_id: clientId, client_secret: geheim })] };
  }
  const bewijs = {
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertie(idp.issuer),
  };
  return { ...verzoek, velden: [...velden, ...paren(bewijs)] };
}
