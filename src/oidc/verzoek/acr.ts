import { errors } from 'oidc-provider';

/** The only way of signing in that we have, as the claim `acr` names it (OIDC Core § 2). */
export const ACR = 'urn:be:vlaanderen:authmech:leerid';

/**
 * An essential acr that we can't give would send the pupil round in circles. So it is refused at once (OIDC
 * Core § 5.5.1.1).
 */
export function weigerOnhaalbareAcr(eis: unknown): void {
  const { essential, value, values } = (eis ?? {}) as { essential?: boolean; value?: unknown; values?: unknown };
  if (!essential || (value === undefined && values === undefined)) return;
  if (value === ACR || (Array.isArray(values) && values.includes(ACR))) return;
  throw new errors.UnmetAuthenticationRequirements('none of the requested acr values is available');
}
