import supertest from 'supertest';
import { callback } from './relying_party.ts';

/** Whether the door lets anybody begin to sign in to this application now. */
export async function isDeurOpen(issuer: string, clientId: string): Promise<boolean> {
  const vraag = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: callback(clientId),
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  return (await supertest(issuer).get(`/authorize?${vraag}`)).status === 303;
}
