/** Next's start hook: prints the set-up link where nobody can sign in yet. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next says by this variable which runtime it is starting
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { announceSetUp } = await import('./lib/portal/start');
  await announceSetUp();
}
