/** Whatever is wrong with the server or the way to it: say what and what to do, with no password in it. */
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../open';
import { driverFor } from './connection';
import { MIGRATIONS } from './queries';
import { onNeo4j } from './test-server/on-neo4j';

const refusal = async (opening: Promise<unknown>): Promise<{ code: string; message: string }> =>
  opening.then(
    () => {
      throw new Error('it was opened');
    },
    (error: unknown) => error as { code: string; message: string },
  );

onNeo4j((server) => {
  describe('a Neo4j store refuses', () => {
    test('a wrong password, without repeating it', async () => {
      const { code, message } = await refusal(openDatabase({ ...server, password: 'hunter2-wrong' }));
      expect(code).toBe('unavailable');
      expect(message).toContain('HEADWATER_STORE_PASSWORD');
      expect(message).not.toContain('hunter2');
    });

    test('a database that does not exist', async () => {
      const { code, message } = await refusal(openDatabase({ ...server, database: 'nowhere' }));
      expect(code).toBe('unavailable');
      expect(message).toMatch(/nowhere[\s\S]*HEADWATER_STORE_DATABASE/);
    });

    test('a bearer token the server does not know', async () => {
      const { url } = server;
      const { code } = await refusal(openDatabase({ url, password: 'a-token' }));
      expect(code).toBe('unavailable');
    });

    test('an address where nobody answers, within ten seconds', async () => {
      const started = Date.now();
      const { code, message } = await refusal(openDatabase({ ...server, url: 'bolt://127.0.0.1:1' }));
      expect(code).toBe('unavailable');
      expect(message).toMatch(/bolt:\/\/127\.0\.0\.1:1 cannot be reached[\s\S]*HEADWATER_STORE/);
      expect(Date.now() - started).toBeLessThan(10_000);
    });

    test('a server that takes the connection and never speaks, within fifteen seconds', async () => {
      const mute = createServer((socket) => socket.on('error', () => {}));
      await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
      const address = mute.address();
      const port = typeof address === 'object' ? address?.port : 0;
      const started = Date.now();
      const { code } = await refusal(openDatabase({ ...server, url: `bolt://127.0.0.1:${port}` }));
      expect(code).toBe('unavailable');
      expect(Date.now() - started).toBeLessThan(15_000);
      mute.close();
    });

    test('an address that is none', async () => {
      const { code, message } = await refusal(openDatabase({ url: 'neo4j://' }));
      expect(code).toBe('invalid');
      expect(message).toContain('neo4j://host:7687');
    });

    test('a schema of a newer Headwater, and opens again once that is put right', async () => {
      const driver = driverFor(server);
      const scope = server.database ? { database: server.database } : {};
      const setVersion = (version: number) =>
        driver.executeQuery(
          "MERGE (s:HeadwaterSchema {id: 'headwater'}) SET s.version = toInteger($version)",
          { version },
          scope,
        );
      await (await openDatabase(server)).close();
      await setVersion(99);
      try {
        const { code, message } = await refusal(openDatabase(server));
        expect(code).toBe('unavailable');
        expect(message).toMatch(/newer Headwater \(schema 99/);
      } finally {
        await setVersion(MIGRATIONS.length);
      }
      await (await openDatabase(server)).close();
      await driver.close();
    });

    test('nothing where a migration was cut off half way: it is taken up again', async () => {
      const driver = driverFor(server);
      const scope = server.database ? { database: server.database } : {};
      await (await openDatabase(server)).close();
      await driver.executeQuery('DROP CONSTRAINT headwater_trains IF EXISTS', {}, scope);
      await driver.executeQuery('MATCH (s:HeadwaterSchema) SET s.version = 0', {}, scope);
      await (await openDatabase(server)).close();
      const { records } = await driver.executeQuery(
        "SHOW CONSTRAINTS YIELD name WHERE name = 'headwater_trains' RETURN name",
        {},
        scope,
      );
      expect(records).toHaveLength(1);
      await driver.close();
    });
  });
});
