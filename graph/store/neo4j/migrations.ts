/**
 * Brings constraints and indexes up to date. Each statement may be repeated, and the version is written only
 * after all statements of its step: a migration that was cut off is taken up again at the next start, and
 * replicas that start together do each other no harm.
 */
import neo4j from 'neo4j-driver';
import { z } from 'zod';
import { GraphError } from '@/graph/model/errors';
import { type Connection, rowsOf } from './connection';
import { MIGRATIONS, SCHEMA } from './queries';

const versionRow = z.object({ version: z.number().int() });

/** @throws GraphError `unavailable` where a newer Headwater has been here. */
export async function migrate(connection: Connection): Promise<void> {
  const rows = await connection.read((tx) => rowsOf(tx, SCHEMA.version));
  const reached = rows[0] ? versionRow.parse(rows[0]).version : 0;
  if (reached > MIGRATIONS.length)
    throw new GraphError(
      'unavailable',
      `${connection.description} was last used by a newer Headwater (schema ${reached}; this one knows up to ${MIGRATIONS.length}). It was left as it is; upgrade Headwater, or restore a backup made before the upgrade.`,
    );
  for (let step = reached; step < MIGRATIONS.length; step++) {
    for (const statement of MIGRATIONS[step] ?? []) await connection.schema(statement);
    await connection.schema(SCHEMA.settle);
    await connection.write((tx) => tx.run(SCHEMA.reach, { version: neo4j.int(step + 1) }));
  }
}
