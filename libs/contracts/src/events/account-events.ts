import { person } from '../account';
import { event } from './event';

export const accountRegistered = event({
  type: 'account.registered.v1',
  source: 'identity',
  summary: 'An account was registered.',
  data: person,
});

export const accountRolesChanged = event({
  type: 'account.roles-changed.v1',
  source: 'identity',
  summary: 'An admin changed the roles of an account; the data is its state after the change.',
  data: person,
});

export const accountRenamed = event({
  type: 'account.renamed.v1',
  source: 'identity',
  summary: 'A person changed the name that they show; the data is the state after the change.',
  data: person,
});
