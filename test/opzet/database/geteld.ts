import type { Database } from '../../../src/store/index.ts';

/** The same database, with a count of the statements that it answered through this object. */
export function geteld(database: Database): { db: Database; aantal(): number } {
  let aantal = 0;
  const db = database.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      aantal++;
      return result;
    },
  });
  return { db, aantal: () => aantal };
}
