import type { DemoAccount } from '../../shared/session';

interface Props {
  accounts: readonly DemoAccount[];
  onPick: (account: DemoAccount) => void;
}

/** Fills the sign-in form with one of the accounts of a demonstration, as in the quick start. */
export const DemoAccounts = ({ accounts, onPick }: Props) => (
  <aside className="demo-accounts" aria-label="Demo accounts">
    <p>Demo accounts, with public passwords:</p>
    <div className="demo-accounts__row">
      {accounts.map((account) => (
        <button key={account.role} type="button" className="tag" onClick={() => onPick(account)}>
          The {account.role}
        </button>
      ))}
    </div>
  </aside>
);
