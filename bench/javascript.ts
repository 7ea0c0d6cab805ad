import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

/** The code that runs inside the servers: the bare library with its sign-in page, and the hook. */
const BESTANDEN = ['kaal', 'kaal_aanmelden', 'haak', 'goedkoop', 'kind', 'profileer'];
const MAP = join(import.meta.dirname, '../.leerid/bench');

/**
 * Writes them as plain JavaScript, inside the project so that packages are found. The library is JavaScript.
 * With types to strip, the yardstick would start slower and use more memory, and that would flatter LeerID.
 */
export function alsJavascript(): { kaal: string; haak: string } {
  mkdirSync(MAP, { recursive: true });
  for (const naam of BESTANDEN) {
    const bron = readFileSync(join(import.meta.dirname, `${naam}.ts`), 'utf8');
    const zonderTypes = stripTypeScriptTypes(bron, { mode: 'strip' });
    writeFileSync(join(MAP, `${naam}.js`), zonderTypes.replaceAll(/(from '\.\/\w+)\.ts'/g, "$1.js'"));
  }
  return { kaal: join(MAP, 'kaal.js'), haak: join(MAP, 'haak.js') };
}
