import './eis_node.js';
import './codegeheugen.js';

const { startOfZegWaarom } = await import('../main.ts');
await startOfZegWaarom();
