export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  // What depends on time or luck reports and does not gate: `npm run test:tijd`.
  testMatch: ['**/!(*.tijd).test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'esnext', parser: { syntax: 'typescript' } }, module: { type: 'nodenext' } },
    ],
  },
  globalSetup: '<rootDir>/test/opzet/database/start.ts',
  globalTeardown: '<rootDir>/test/opzet/database/stop.ts',
  testTimeout: 30_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: '1500MB',
};
