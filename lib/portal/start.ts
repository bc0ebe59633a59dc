/** What the portal says on the terminal when it starts. */
import { setUpLink } from './identity';

/** Prints the one-time set-up link where there are no accounts. A store out of reach is said, and no reason to stop. */
export async function announceSetUp(): Promise<void> {
  try {
    const link = await setUpLink();
    if (link === undefined) return;
    // On stderr, as all that is for the operator: stdout may be a pipe nobody reads.
    process.stderr.write(
      `\nNobody can sign in yet. Make the first account here (valid for 30 minutes, works once; restart for a new link):\n  ${link}\n\n`,
    );
  } catch (error) {
    process.stderr.write(
      `The store cannot be used: ${error instanceof Error ? error.message : String(error)}\n`,
    );
  }
}
