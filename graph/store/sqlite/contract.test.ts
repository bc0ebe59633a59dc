import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { describeStore } from '../contract/describe-store';
import { openDatabase } from '../open';

const folder = mkdtempSync(join(tmpdir(), 'headwater-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeStore('SQLite', () => openDatabase({ url: `sqlite:${join(folder, 'contract.db')}` }));
