#!/usr/bin/env node
import './eis_node.js';

await import('./cli.ts');
