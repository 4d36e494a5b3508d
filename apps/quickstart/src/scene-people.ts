import type { Tokens } from '@courses/contracts';
import { demoPeople } from '../demo/people';
import { makeInstructor } from './register-people';
import { send } from './send';
import type { ScenePeople } from './services';

const person = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@scene.example`,
  password: `demo-${name.toLowerCase()}-1`,
});

const instructor = person('Iris');
const students: ScenePeople['students'] = [person('Mina'), person('Leo'), person('Noor')];

/** As with all demo accounts, identity rejects their passwords in production. They get their accounts when the scene is played for the first time. */
export const scenePeopleAt = (identityUrl: string): ScenePeople => ({
  instructor,
  students,
  async prepare() {
    const accounts = `${identityUrl}/v1/accounts`;
    for (const { email, password, name } of [instructor, ...students])
      await send('POST', accounts, { body: { email, password, displayName: name } });
    const { email, password } = demoPeople[2];
    const admin = (await send('POST', `${identityUrl}/v1/sessions`, { body: { email, password } })) as Tokens;
    await makeInstructor(identityUrl, admin.accessToken, instructor.email);
  },
});
