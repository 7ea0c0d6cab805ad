/** Who acts, as the other rooms see it. */
export { SOORTEN_WIE, type Wie, wieschema } from './wie.ts';
