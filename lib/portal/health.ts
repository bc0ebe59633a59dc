/** Whether the portal can do its work: it can where its store answers. */
import { database } from './wiring';

export async function checkHealth(): Promise<{ readonly isHealthy: boolean }> {
  try {
    await (await database()).listWorkspaces();
    return { isHealthy: true };
  } catch {
    return { isHealthy: false };
  }
}
