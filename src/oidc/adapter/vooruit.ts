import { Provider } from 'oidc-provider';

/**
 * What a statement read along for the next look-up of the same request. It can be taken once, so that a second look-up reads
 * anew, and it goes with the request.
 */
export class Vooruit<T> {
  readonly #perVerzoek = new WeakMap<object, Map<string, T>>();

  leg(wat: string, inhoud: T): void {
    const verzoek = Provider.ctx;
    if (!verzoek) return;
    const gelegd = this.#perVerzoek.get(verzoek) ?? new Map<string, T>();
    this.#perVerzoek.set(verzoek, gelegd.set(wat, inhoud));
  }

  neem(wat: string): T | undefined {
    const gelegd = Provider.ctx && this.#perVerzoek.get(Provider.ctx);
    const inhoud = gelegd?.get(wat);
    gelegd?.delete(wat);
    return inhoud;
  }
}
