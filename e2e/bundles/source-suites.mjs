/** Suites of apps that need the service in the process of the test, so they run on its sources only. */
export const sourceSuites = 'test/(database-calls|indexes|guessing|rehash|people|traces)\\.spec';
