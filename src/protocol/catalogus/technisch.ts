/**
 * What OpenID Connect itself hands over with a pupil, under whatever act. No act lists it, and none can: these codes stand
 * apart from the catalogue. They name a sign-in and tell nothing of the pupil elsewhere; still they leave, so each is logged.
 * docs/keuzes/deur.md#what-openid-connect-hands-over-by-itself-has-codes-too
 */
export const TECHNISCH = {
  /** Required in every ID token and at userinfo (OIDC Core § 2, § 5.3.2); pairwise, so that no two applications share it (§ 8.1). */
  sub: { naam: 'Technische sleutel van de leerling, enkel voor deze toepassing' },
  /** Of one session at one application: what a logout token speaks of (Back-Channel Logout § 2.1). */
  sid: { naam: 'Technische sleutel van de aanmelding' },
  /** Only when asked for, by `max_age` or in `claims` (OIDC Core § 2). */
  auth_time: { naam: 'Wanneer de leerling zich aanmeldde' },
  acr: { naam: 'Hoe sterk de aanmelding is' },
  amr: { naam: 'Waarmee de leerling zich aanmeldde' },
} as const;

export type Technisch = keyof typeof TECHNISCH;
export const TECHNISCHE_CODES = Object.keys(TECHNISCH) as Technisch[];
