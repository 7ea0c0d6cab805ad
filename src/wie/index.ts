/** Who acts and who may what, as the other rooms see it. */
export { type Bevoegde, type Handeling, type Hoedanigheid, mag, wieMag } from './rechten.ts';
export { SOORTEN_WIE, type Wie, wieschema } from './wie.ts';
