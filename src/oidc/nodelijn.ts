import process from 'node:process';

/**
 * The library warns at every start, and so at every command, where Node does not name its line of long-term support. Node 26
 * from npm is of such a line and carries no name. Loaded before the library.
 */
const [hoofdversie = 0] = process.versions.node.split('.').map(Number);
if (hoofdversie >= 22 && hoofdversie % 2 === 0) process.release.lts ??= `Node ${hoofdversie}`;
