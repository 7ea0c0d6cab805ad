import './eis_node.js';
import './codegeheugen.js';
import { globSync } from 'node:fs';

/**
 * Fills the folder of codegeheugen.js ahead, for the account that runs this. What production loads is loaded,
 * and nothing is started.
 */
const NIET = ['demo.ts', 'demo/toepassingen/**', 'store/ingebed.ts'];

const bestanden = globSync('**/*.ts', { cwd: `${import.meta.dirname}/..`, exclude: NIET });
for (const bestand of bestanden) await import(`../${bestand}`);
