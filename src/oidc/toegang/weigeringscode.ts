/** What a refusal tells the application: as little as it needs. */

/** Reasons that are about the application, or the pupil's own choice to turn back. */
const MAG_GEZEGD: readonly string[] = ['protocol_niet_in_werking', 'buiten_venster', 'afgebroken'];

/**
 * Why a pupil may not in is a fact about him that no act lists, such as that he left school or is blocked. An
 * application that knows a `sub` could ask for it over and over with `prompt=none`. The pupil read it
 * himself, and the log keeps it.
 * docs/keuzes/deur.md#an-application-hears-that-a-pupil-may-not-enter-and-not-why
 */
export function codeVoorToepassing(reden: string): string {
  return MAG_GEZEGD.includes(reden) ? reden : 'geen_toegang';
}
