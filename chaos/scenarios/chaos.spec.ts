import { startRealServers, type RealServers } from '@courses/testing';
import { brokerFaults } from './broker-faults';
import { databaseFaults } from './database-faults';
import { enrollments } from './enrollments';
import { processFaults } from './process-faults';
import { clockSkew } from './clock-skew';
import { consumerDatabaseAway } from './consumer-database-away';
import { contendedSeats } from './contended-seats';
import { silentBroker } from './silent-broker';
import { slowDatabase } from './slow-database';

jest.setTimeout(300_000);

let servers: RealServers;
beforeAll(async () => {
  servers = await startRealServers();
});
afterAll(() => servers?.stop());

describe('broker and network faults', () => brokerFaults(() => servers));
describe('process faults and bad messages', () => processFaults(() => servers));
describe('database faults', () => databaseFaults(() => servers));
describe('the services with database faults', () => enrollments(() => servers));
describe('contended seats', () => contendedSeats(() => servers));
describe('a broker that does not confirm', () => silentBroker(() => servers));
describe('clock skew', () => clockSkew(() => servers));
describe('a consumer without its database', () => consumerDatabaseAway(() => servers));
describe('a slow or silent database', () => slowDatabase(() => servers));
