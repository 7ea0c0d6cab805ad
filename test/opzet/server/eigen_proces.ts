/**
 * Lets the operator's commands run in the process of the test, so that the order in a race is ours.
 * @returns what puts the environment back
 */
export function opdrachtenHier(databaseUrl: string): () => void {
  const vorige = process.env.DATABASE_URL;
  process.env.DATABASE_URL = databaseUrl;
  return () => {
    if (vorige === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = vorige;
  };
}
