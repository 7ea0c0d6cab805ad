/** Tables that hang on a pupil by a column `leerling_id` and these: what tells their rows apart, and what else they hold. */
export const AANHANG = {
  zichtbaarheid: { sleutel: ['client_id'], rest: ['sinds'] },
  toetstoewijzingen: { sleutel: ['toets', 'van'], rest: ['tot'] },
  klastoewijzingen: { sleutel: ['klas_id', 'van'], rest: ['tot'] },
} as const;
