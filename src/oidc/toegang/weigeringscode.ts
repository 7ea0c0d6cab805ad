/** What a refusal tells the application: as little as it can do with. */

/** About the application, whoever the pupil is, and the pupil's own choice to turn back. */
const MAG_GEZEGD: readonly string[] = ['protocol_niet_in_werking', 'buiten_venster', 'afgebroken'];

/**
 * Why this pupil may not in is a fact about him that no act lists, such as that he left school or is blocked; and an
 * application that knows a `sub` could ask it over and over with `prompt=none`. He read it himself; the log keeps it.
 * docs/keuzes/deur.md#an-application-hears-that-a-pupil-may-not-enter-and-not-why
 */
export function codeVoorToepassing(reden: string): string {
  return MAG_GEZEGD.includes(reden) ? reden : 'geen_toegang';
}
