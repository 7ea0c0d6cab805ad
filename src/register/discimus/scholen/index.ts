/** What the delivery says of schools, before anything is said of pupils. */
export { volgHerstructurering } from './herstructurering.ts';
export { volgNaslag, weigerOnbekende } from './naslag.ts';
export { OPVOLGERS } from './opvolgers.ts';
export { looptOp, samenwerkdagen } from './schoolkeuzes.ts';
