export { startEmbeddedMongo, type EmbeddedMongo } from './server';
