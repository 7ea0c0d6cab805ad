import { lstatSync, mkdirSync } from 'node:fs';
// Not by name: an older Node has no `enableCompileCache`, and would say so instead of what eis_node.js says.
import module from 'node:module';
import { join } from 'node:path';

/**
 * Lets Node keep what it compiled, with the types stripped, for the next start. What stands in the folder is
 * run as it is. So it is used only if nobody but this account or root can write there
 * (docs/keuzes/huis.md#a-start-runs-what-an-earlier-one-compiled). Without such a folder, Node compiles
 * everything anew. `NODE_COMPILE_CACHE` names another folder, which is not checked.
 */
const MAP = join(import.meta.dirname, '../../.codegeheugen');
const SCHRIJVEN_VOOR_ANDEREN = 0o022;

if (!process.env.NODE_COMPILE_CACHE && process.getuid) openCodegeheugen(process.getuid());

/** @param {number} account */
function openCodegeheugen(account) {
  try {
    mkdirSync(MAP, { recursive: true, mode: 0o700 });
    const map = lstatSync(MAP);
    const isVeilig = map.isDirectory() && [account, 0].includes(map.uid) && (map.mode & SCHRIJVEN_VOOR_ANDEREN) === 0;
    if (isVeilig) module.enableCompileCache({ directory: MAP, readOnly: map.uid !== account });
    else console.error(`${MAP} wordt niet gebruikt: ook een andere account kan er schrijven`);
  } catch {
    // There is no folder and none can be made, as where another account installed LeerID.
  }
}
