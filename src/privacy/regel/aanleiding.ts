/**
 * What made the row: a sign-in, a userinfo request, a request by a client, a delivery, or somebody who looked a pupil
 * up.
 */
export const AANLEIDINGEN = ['aanmelding', 'userinfo', 'aanvraag', 'levering', 'opzoeking'] as const;
export type Aanleiding = (typeof AANLEIDINGEN)[number];
