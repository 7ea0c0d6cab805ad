/** What a refusal tells the application. It tells as little as possible. */

/** Reasons that are about the application, or about the pupil's own choice to turn back. */
const MAG_GEZEGD: readonly string[] = [
  'protocol_niet_in_werking',
  'stroom_niet_voorzien',
  'buiten_venster',
  'afgebroken',
];

/**
 * The reason why a pupil may not enter is a fact about the pupil that no act lists: for example, the pupil
 * left school or is blocked. An application that knows a `sub` could ask for it again and again with
 * `prompt=none`. The pupil read the reason himself, and the log keeps it.
 * docs/keuzes/deur.md#an-application-hears-that-a-pupil-may-not-enter-and-not-why
 */
export function codeVoorToepassing(reden: string): string {
  return MAG_GEZEGD.includes(reden) ? reden : 'geen_toegang';
}
