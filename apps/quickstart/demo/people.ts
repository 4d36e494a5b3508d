/** The demo accounts, one for each role. Identity rejects their passwords in production. */
export const demoPeople = [
  { role: 'student', email: 'student@demo.example', password: 'demo-student-1', displayName: 'Sam Rivera' },
  {
    role: 'instructor',
    email: 'instructor@demo.example',
    password: 'demo-instructor-1',
    displayName: 'Amara Okafor',
  },
  { role: 'admin', email: 'admin@demo.example', password: 'demo-admin-1', displayName: 'Ada Novak' },
] as const;
