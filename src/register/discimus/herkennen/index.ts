/** Who is meant by each line of the delivery. */
export { herkenPersonen } from './herken_personen.ts';
export { legTwijfelsVoor } from './twijfel.ts';
