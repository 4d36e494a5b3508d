const passwords = {
  courses: 'courses-dev-only',
  enrollments: 'enrollments-dev-only',
  identity: 'identity-dev-only',
};
for (const [user, pwd] of Object.entries(passwords))
  db.getSiblingDB(user).createUser({ user, pwd, roles: [{ role: 'readWrite', db: user }] });
