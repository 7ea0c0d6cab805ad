import type { Configuration } from 'oidc-provider';

/**
 * The one way out to an address that a dossier names (keys of a client). The library refuses private addresses, waits 2.5 s
 * at most and bounds the answer; here redirects are refused as well. The demo's applications live on loopback.
 */
export function haalOp(demo: boolean): NonNullable<Configuration['fetch']> {
  return (adres, opties) =>
    fetch(adres, { ...opties, redirect: 'error', ...(demo ? { dispatcher: undefined } : {}) } as RequestInit);
}
