/** What `nx g` runs. The generators are TypeScript, and Nx has nothing here that reads it but this. */
require('tsx/cjs/api').register();

module.exports = Object.assign(
  {},
  require('./src/service/service.ts'),
  require('./src/remove-service/remove-service.ts'),
  require('./src/use-case/use-case.ts'),
  require('./src/remove-use-case/remove-use-case.ts'),
  require('./src/subscription/subscription.ts'),
  require('./src/remove-subscription/remove-subscription.ts'),
  require('./src/event/event.ts'),
  require('./src/remove-event/remove-event.ts'),
);
