import './eis_node.js';
import './codegeheugen.js';
import { globSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Fills the folder of codegeheugen.js ahead, for the account that runs this. What production loads is loaded, and
 * nothing is started.
 */
const BRONNEN = join(import.meta.dirname, '..');
const NIET = ['demo.ts', 'demo/toepassingen/**', 'store/ingebed.ts'];

for (const bestand of globSync('**/*.ts', { cwd: BRONNEN, exclude: NIET })) await import(join(BRONNEN, bestand));
