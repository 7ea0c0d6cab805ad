/**
 * What OpenID Connect itself hands over about a pupil, under any act. No act can list these codes, so they
 * stand apart from the catalogue. They identify a sign-in and say nothing else about the pupil. They do
 * leave, so each of them is logged.
 * docs/keuzes/deur.md#what-openid-connect-hands-over-by-itself-has-codes-too
 */
export const TECHNISCH = {
  /**
   * Required in every ID token and at userinfo (OIDC Core § 2, § 5.3.2). It is pairwise: no two applications
   * share it (§ 8.1).
   */
  sub: { naam: 'Technische sleutel van de leerling, enkel voor deze toepassing' },
  /** One session at one application: the one that a logout token names (Back-Channel Logout § 2.1). */
  sid: { naam: 'Technische sleutel van de aanmelding' },
  /** Only when asked for, by `max_age` or in `claims` (OIDC Core § 2). */
  auth_time: { naam: 'Wanneer de leerling zich aanmeldde' },
  acr: { naam: 'Hoe sterk de aanmelding is' },
  amr: { naam: 'Waarmee de leerling zich aanmeldde' },
} as const;

export type Technisch = keyof typeof TECHNISCH;
export const TECHNISCHE_CODES = Object.keys(TECHNISCH) as Technisch[];
