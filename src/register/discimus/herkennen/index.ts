/** Finds out which pupil each line of the delivery is about. */
export { herkenPersonen } from './herken_personen.ts';
export { legTwijfelsVoor } from './twijfel.ts';
