import process from 'node:process';

/**
 * The library warns at every start if Node does not name its line of long-term support. Node 26 from npm
 * belongs to such a line, but does not name it. This file is loaded before the library.
 */
const [hoofdversie = 0] = process.versions.node.split('.').map(Number);
if (hoofdversie >= 22 && hoofdversie % 2 === 0) process.release.lts ??= `Node ${hoofdversie}`;
