const roles = ['student', 'instructor', 'admin'] as const;

interface Props {
  onPick: (person: { email: string; password: string }) => void;
}

/** Fills in one of the demo accounts of the quick start. */
export function DemoPeople({ onPick }: Props) {
  return (
    <aside className="demo-people" aria-label="Demo accounts">
      <p>Demo accounts of the quick start. Their passwords are public.</p>
      <div className="demo-people__row">
        {roles.map((role) => (
          <button
            key={role}
            type="button"
            className="tag"
            onClick={() => onPick({ email: `${role}@demo.example`, password: `demo-${role}-1` })}
          >
            Demo {role}
          </button>
        ))}
      </div>
    </aside>
  );
}
