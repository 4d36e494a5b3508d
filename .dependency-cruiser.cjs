/** What may import what inside a project; between projects, see eslint.config.mjs. */
const notSpec = '\\.spec\\.tsx?$';
const useCase = 'src/use-cases/[^/]+/';
const client = '^apps/client/src/';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-spec', severity: 'error', from: { pathNot: notSpec }, to: { path: notSpec } },
    {
      name: 'embedded-parts-in-tests-and-quickstart-only',
      severity: 'error',
      from: {
        path: '^(apps|libs)/[^/]+/src/',
        pathNot: [notSpec, '^apps/quickstart/', '^libs/(testing|embedded-mongo)/'],
      },
      to: { path: '^libs/(testing|embedded-mongo)/' },
    },
    {
      name: 'no-app-knows-another',
      comment: 'but for the quick start, which starts each by its composition root',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/quickstart/src/(app|services)\\.ts$' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'the-quick-start-knows-composition-roots-only',
      severity: 'error',
      from: { path: '^apps/quickstart/' },
      to: { path: '^apps/', pathNot: ['^apps/quickstart/', '^apps/[^/]+/src/app\\.ts$'] },
    },
    {
      name: 'domain-knows-contracts-only',
      comment: 'domain/ holds rules and makes events; it knows no framework, no storage and no transport',
      severity: 'error',
      from: { path: '^apps/[^/]+/src/domain/', pathNot: notSpec },
      to: { pathNot: ['/src/domain/', '^libs/contracts/', 'node_modules/uuid/', 'node_modules/zod/'] },
    },
    {
      name: 'mongo-imports-types-of-messaging-and-contracts',
      comment: 'it implements the ports Outbox and Inbox, and runs without a broker',
      severity: 'error',
      from: { path: '^libs/mongo/src/', pathNot: notSpec },
      to: { path: '^libs/(contracts|messaging)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'a-use-case-knows-domain-and-contracts',
      comment: 'and the list of ports, stores.ts',
      severity: 'error',
      from: { path: `^apps/[^/]+/${useCase}`, pathNot: [notSpec, '\\.(route|consumer)\\.ts$'] },
      to: { path: '^(apps|libs)/', pathNot: ['/src/domain/', '/src/stores\\.ts$', '^libs/contracts/'] },
    },
    {
      name: 'a-route-knows-its-use-case-http-kit-auth',
      severity: 'error',
      from: { path: `^apps/[^/]+/src/use-cases/([^/]+)/.*\\.route\\.ts$` },
      to: {
        path: '^(apps|libs)/',
        pathNot: ['/src/use-cases/$1/', '/src/domain/', '^libs/(contracts|http-kit|auth)/'],
      },
    },
    {
      name: 'a-consumer-knows-its-use-case-messaging',
      severity: 'error',
      from: { path: `^apps/[^/]+/src/use-cases/([^/]+)/.*\\.consumer\\.ts$` },
      to: {
        path: '^(apps|libs)/',
        pathNot: ['/src/use-cases/$1/', '/src/domain/', '^libs/(contracts|messaging)/'],
      },
    },
    {
      name: 'persistence-knows-domain-and-mongo',
      severity: 'error',
      from: { path: '^apps/[^/]+/src/persistence/', pathNot: notSpec },
      to: { path: '^(apps|libs)/', pathNot: ['/src/(domain|persistence)/', '^libs/(mongo|contracts)/'] },
    },
    {
      name: 'only-the-composition-root-composes',
      severity: 'error',
      from: { path: '^apps/', pathNot: '^apps/([^/]+/src/app|quickstart/src/services)\\.ts$' },
      to: { path: '^libs/service-kit/' },
    },
    {
      name: 'web-imports-contracts-and-shared',
      severity: 'error',
      from: { path: `${client}web/`, pathNot: notSpec },
      to: { path: '^(apps|libs)/', pathNot: [`${client}(web|shared)/`, '^libs/contracts/'] },
    },
    {
      name: 'web-imports-types-and-limits-of-contracts',
      comment: 'everything else brings zod into the page',
      severity: 'error',
      from: { path: `${client}(web|shared)/`, pathNot: notSpec },
      to: {
        path: '^libs/contracts/',
        pathNot: '^libs/contracts/src/limits\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'server-never-imports-web',
      severity: 'error',
      from: { path: `${client}(server/|shared/|app|config|main)` },
      to: { path: `${client}web/` },
    },
    {
      name: 'shared-imports-neither-side',
      severity: 'error',
      from: { path: `${client}shared/` },
      to: { path: `${client}(web|server)/` },
    },
    {
      name: 'web-api-imports-no-components',
      severity: 'error',
      from: { path: `${client}web/api/` },
      to: { path: `${client}web/`, pathNot: `${client}web/api/` },
    },
    {
      name: 'web-ui-imports-no-feature',
      severity: 'error',
      from: { path: `${client}web/ui/`, pathNot: notSpec },
      to: { path: `${client}web/`, pathNot: `${client}web/(ui|api|styles)/` },
    },
    {
      name: 'a-feature-imports-no-other',
      comment: 'but for session, whose RequireUser guards pages; layout joins them',
      severity: 'error',
      from: { path: `${client}web/([^/]+)/`, pathNot: [notSpec, `${client}web/(api|ui|layout)/`] },
      to: { path: `${client}web/`, pathNot: `${client}web/(ui|api|styles|session|$1)/` },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)dist/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
