/** Whatever is wrong with the file: say what and what to do, and leave everything as it was. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EMPTY_REVISION } from '@/graph/model/change-set';
import { workspaceId } from '@/graph/model/ids';
import { openDatabase } from '../open';
import { sampleChange } from '../sample-graph';
import { openSqlite } from './database';

const W = workspaceId.parse('w');
let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-refusals-'));
  file = join(folder, 'headwater.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const unavailable = (...words: string[]) =>
  expect.objectContaining({
    code: 'unavailable',
    message: expect.stringMatching(new RegExp(words.join('[\\s\\S]*'))),
  });

async function filled() {
  const database = openSqlite(file);
  await database.putWorkspace({ id: W, name: 'W' });
  await (await database.openGraph(W)).apply(sampleChange(60, 60, 1), EMPTY_REVISION);
  return database;
}

describe('a SQLite store refuses', () => {
  test('a file that is no database, and leaves its bytes alone', () => {
    writeFileSync(file, 'name,owner\nnot a database, but somebody’s table\n'.repeat(50));
    const before = readFileSync(file);
    expect(() => openSqlite(file)).toThrow(
      unavailable('headwater.db', 'not a SQLite database', 'HEADWATER_STORE'),
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("another program's database, and leaves its bytes alone", () => {
    const other = new Sqlite(file);
    other.exec('CREATE TABLE songs (name TEXT)');
    other.close();
    const before = readFileSync(file);
    expect(() => openSqlite(file)).toThrow(unavailable('headwater.db', 'another program', 'HEADWATER_STORE'));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('a newer schema, and leaves its bytes alone', async () => {
    await (await filled()).close();
    const newer = new Sqlite(file);
    newer.pragma('user_version = 99');
    newer.pragma('wal_checkpoint(TRUNCATE)');
    newer.close();
    const before = readFileSync(file);
    expect(() => openSqlite(file)).toThrow(unavailable('newer Headwater', 'schema 99', 'upgrade'));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('a folder that cannot be made', () => {
    writeFileSync(join(folder, 'taken'), '');
    expect(() => openSqlite(join(folder, 'taken', 'data', 'headwater.db'))).toThrow(
      unavailable('taken', 'HEADWATER_STORE'),
    );
  });

  test('a folder and file this user may not write', async () => {
    await (await filled()).close();
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    chmodSync(file, 0o444);
    chmodSync(empty, 0o555);
    chmodSync(folder, 0o555);
    const user = process.geteuid?.();
    // The superuser may write anywhere, so become somebody who may not.
    if (user === 0) process.seteuid?.(65_534);
    try {
      expect(() => openSqlite(join(empty, 'new.db'))).toThrow(
        unavailable('new.db', 'cannot be opened', 'folder'),
      );
      expect(() => openSqlite(file)).toThrow(
        unavailable('headwater.db', '(may not be written|cannot be opened)'),
      );
    } finally {
      if (user === 0) process.seteuid?.(0);
      chmodSync(folder, 0o755);
    }
  });

  test('a write while another process holds the lock, after waiting; readers go on', async () => {
    await (await filled()).close();
    const holder = new Sqlite(file);
    const database = openSqlite(file, { patience: 60 });
    const graph = await database.openGraph(W);
    holder.exec('BEGIN IMMEDIATE');
    const head = await graph.head();
    await expect(graph.apply(sampleChange(12, 12, 2), head)).rejects.toEqual(
      unavailable('locked', 'Nothing was written', 'try again'),
    );
    expect((await graph.load()).assets).toHaveLength(60);
    holder.exec('ROLLBACK');
    expect((await graph.apply(sampleChange(72, 72, 2), head)).number).toBe(2);
    holder.close();
    await database.close();
  });

  test('a write that does not fit the disk, whole; what was there stays, and small changes go on', async () => {
    await (await filled()).close();
    const pages = 64;
    const database = openSqlite(file, { maxPages: pages });
    const graph = await database.openGraph(W);
    const before = await graph.load();
    const head = await graph.head();
    await expect(graph.apply(sampleChange(3000, 6000, 2), head)).rejects.toEqual(
      unavailable('disk is full', 'Nothing was written', 'free space'),
    );
    expect(await graph.head()).toEqual(head);
    expect(await graph.load()).toEqual(before);
    expect((await graph.apply(sampleChange(72, 1, 2), head)).number).toBe(2);
    await database.close();
  });

  test('an address that names no store, without repeating what could be a password', async () => {
    await expect(openDatabase({ url: 'postgres://me:hunter2@db' })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.not.stringContaining('hunter2'),
    });
    await expect(openDatabase({ url: 'sqlite:' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(openDatabase({ url: 'sqlite://host/x.db' })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('a SQLite address', () => {
  test('may be absolute in either spelling, and folders are made', async () => {
    for (const url of [`sqlite:${folder}/a/one.db`, `sqlite://${folder}/b/two.db`]) {
      const database = await openDatabase({ url });
      expect(database.description).toBe(`SQLite ${url.replace(/^sqlite:(\/\/)?/, '')}`);
      await database.close();
      expect(existsSync(url.replace(/^sqlite:(\/\/)?/, ''))).toBe(true);
    }
  });

  test('in memory, two databases are apart', async () => {
    const [one, two] = [
      await openDatabase({ url: 'sqlite::memory:' }),
      await openDatabase({ url: 'sqlite::memory:' }),
    ];
    await one.putWorkspace({ id: W, name: 'W' });
    expect(await two.listWorkspaces()).toEqual([]);
    await one.close();
    await two.close();
  });
});
