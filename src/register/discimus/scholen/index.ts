/** What the delivery says about schools, before anything about pupils. */
export { volgHerstructurering } from './herstructurering.ts';
export { volgNaslag, weigerOnbekende } from './naslag.ts';
export { OPVOLGERS } from './opvolgers.ts';
export { looptOp, samenwerkdagen } from './schoolkeuzes.ts';
