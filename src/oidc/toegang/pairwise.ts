import { createHmac } from 'node:crypto';

/**
 * `sub` for one pupil at one client (OIDC Core § 8.1). It is made from the pupil and not from the account, so
 * that it stays when a temporary account is replaced. Two clients can't match their values (S0 art. 4 forbids
 * passing data on).
 * docs/keuzes/openid.md#sub-is-made-from-the-pupil-and-not-from-the-account
 */
export function pairwiseSub(zout: string, clientId: string, leerlingId: string): string {
  return createHmac('sha256', zout).update(`${clientId}\n${leerlingId}`).digest('base64url');
}
