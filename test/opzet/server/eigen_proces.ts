/**
 * Makes the operator's commands run in the test's process, so that the test controls the order in a race.
 * @returns a function that restores the environment
 */
export function opdrachtenHier(databaseUrl: string): () => void {
  const vorige = process.env.DATABASE_URL;
  process.env.DATABASE_URL = databaseUrl;
  return () => {
    if (vorige === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = vorige;
  };
}
