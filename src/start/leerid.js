#!/usr/bin/env node
import './eis_node.js';
import './codegeheugen.js';

const { voerOpdrachtUit } = await import('../cli.ts');
await voerOpdrachtUit();
