import { startTestApp } from './test-app';

describe('health', () => {
  it('is live without any dependency, and readiness lists the missing ones', async () => {
    const states = { mongodb: 'connecting', rabbitmq: 'reconnecting' };
    const { request, server } = await startTestApp([], {
      dependencies: {
        mongodb: { state: () => states.mongodb, needed: 'always' },
        rabbitmq: { state: () => states.rabbitmq, needed: 'at-start' },
      },
    });
    await request.get('/health/live').expect(200, { status: 'live' });
    await request
      .get('/health/ready')
      .expect(503, { status: 'not-ready', lacking: ['mongodb', 'rabbitmq'], checks: states });

    Object.assign(states, { mongodb: 'connected', rabbitmq: 'connected' });
    await request.get('/health/ready').expect(200, { status: 'ready', checks: states });

    states.rabbitmq = 'reconnecting';
    await request.get('/health/ready').expect(200, { status: 'ready', checks: states });

    states.mongodb = 'disconnected';
    await request
      .get('/health/ready')
      .expect(503, { status: 'not-ready', lacking: ['mongodb'], checks: states });
    await server.stop();
  });

  it('reports not ready while the server is stopping', async () => {
    const { app, request, server } = await startTestApp([]);
    app.locals.stopping = true;
    await request.get('/health/ready').expect(503, { status: 'stopping', checks: {} });
    await request.get('/health/live').expect(200);
    await server.stop();
  });
});
