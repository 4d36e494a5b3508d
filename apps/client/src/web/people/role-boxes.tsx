import type { Role } from '@courses/contracts';

const roleNames: Record<Role, string> = { student: 'Student', instructor: 'Instructor', admin: 'Admin' };
const allRoles = Object.keys(roleNames) as Role[];

interface Props {
  name: string;
  roles: Role[];
  /** Admins cannot give up their own role. */
  self: boolean;
  onChange: (roles: Role[]) => void;
}

export function RoleBoxes({ name, roles, self, onChange }: Props) {
  return (
    <fieldset className="person__roles">
      <legend className="visually-hidden">Roles of {name}</legend>
      {allRoles.map((role) => (
        <label key={role} className="check">
          <input
            type="checkbox"
            checked={roles.includes(role)}
            disabled={self && role === 'admin'}
            onChange={({ target: { checked } }) =>
              onChange(allRoles.filter((each) => (each === role ? checked : roles.includes(each))))
            }
          />
          {roleNames[role]}
        </label>
      ))}
    </fieldset>
  );
}
