/** Who may import whom: docs/architecture.md says why. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { dependencyTypes: ['local'], pathNot: [...allowed, from] },
});

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'not-from-tests',
      severity: 'error',
      from: { pathNot: '^(test|bench|fuzz)/' },
      to: { path: '^(test|bench|fuzz)/' },
    },
    {
      name: 'core-does-no-io',
      severity: 'error',
      from: { path: '^core/' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev'],
        pathNot: 'node_modules/(temporal-polyfill|@dqcai/vn-lunar|zod|jsep)/',
      },
    },
    only('core-imports-core', '^core/', []),
    only('locales-import-core', '^locales/', ['^core/']),
    only('db-imports-core', '^db/', ['^core/']),
    only('files-import-nothing', '^files/', []),
    only('imports-import-core', '^imports/', ['^core/']),
    only('exports-import', '^exports/', ['^core/', '^imports/']),
    only('office-imports', '^office/', ['^core/', '^db/', '^imports/']),
    only('views-import', '^views/', ['^core/', '^db/', '^locales/', '^office/', '^exports/']),
    only('bot-imports', '^bot/', [
      '^core/',
      '^db/',
      '^locales/',
      '^office/',
      '^views/',
      '^files/',
      '^exports/',
    ]),
    only('jobs-import', '^jobs/', ['^core/', '^db/', '^locales/', '^office/', '^views/']),
    {
      name: 'channels-only-from-the-root',
      severity: 'error',
      from: { path: '^(?!bot/channels/|(app|store)\\.ts$|http/|test/|fuzz/|cli/office\\.ts$)' },
      to: { path: '^bot/channels/' },
    },
    {
      name: 'only-the-root-reads-the-environment',
      severity: 'error',
      from: { path: '^(?!(app|store)\\.ts$|cli/|test/|bench/|config\\.ts$|demo/)' },
      to: { path: '^config\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.data|coverage|docs|bot/channels/web/page)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
