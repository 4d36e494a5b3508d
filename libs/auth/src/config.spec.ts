import { readEnv } from '@courses/http-kit';
import { z } from 'zod';
import { authEnv } from './config';

const read = (env: Record<string, string>) => readEnv(z.object(authEnv), env);

it('requires the issuer only', () => {
  expect(read({ AUTH_ISSUER: 'http://identity:3000' })).toEqual({
    AUTH_ISSUER: 'http://identity:3000',
    AUTH_AUDIENCE: 'courses',
    AUTH_ROLES_CLAIM: 'roles',
    AUTH_ALGORITHMS: ['EdDSA'],
  });
  expect(() => read({})).toThrow('AUTH_ISSUER is missing');
});

it.each(['none', 'HS256', 'EdDSA,HS256', ','])('rejects the algorithms "%s"', (list) => {
  expect(() => read({ AUTH_ISSUER: 'http://identity:3000', AUTH_ALGORITHMS: list })).toThrow(
    /^Configuration: AUTH_ALGORITHMS must list some of EdDSA/,
  );
});
