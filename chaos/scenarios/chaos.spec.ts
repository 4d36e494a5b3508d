import { startRealServers, type RealServers } from '@courses/testing';
import { brokerFaults } from './broker-faults';
import { databaseFaults } from './database-faults';
import { enrollments } from './enrollments';
import { processFaults } from './process-faults';
import { contendedSeats } from './seats';

jest.setTimeout(300_000);

let servers: RealServers;
beforeAll(async () => {
  servers = await startRealServers();
});
afterAll(() => servers?.stop());

describe('a broker or a network that fails', () => brokerFaults(() => servers));
describe('processes and messages that fail', () => processFaults(() => servers));
describe('a database that fails', () => databaseFaults(() => servers));
describe('the services', () => enrollments(() => servers));
describe('seats that everybody wants', () => contendedSeats(() => servers));
