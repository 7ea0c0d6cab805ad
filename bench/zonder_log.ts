import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Loaded before a server that is measured without its privacy log: the statement of a handing-over does all that it
 * does, but writes no row. The run breaks off if that statement is not there any more.
 */

const INSERT = /gelogd as \(insert into privacylog [^)]*\) select \$\{RIJNAMEN\} from geldig\)/;

registerHooks({
  load(url, context, verder) {
    if (!url.endsWith('/privacy/regel/logopdracht.ts')) return verder(url, context);
    const bron = readFileSync(fileURLToPath(url), 'utf8');
    if (!INSERT.test(bron))
      throw new Error('logopdracht.ts schrijft de regel op een andere manier: pas zonder_log.ts aan');
    const source = bron.replace(INSERT, 'gelogd as (select 1)');
    return { format: 'module-typescript', source, shortCircuit: true };
  },
});
