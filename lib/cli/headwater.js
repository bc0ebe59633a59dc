#!/usr/bin/env node
/** Start of the `headwater` command: makes TypeScript loadable, then runs it. */
import { register } from 'tsx/esm/api';

register();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
