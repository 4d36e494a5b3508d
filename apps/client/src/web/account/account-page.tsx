import type { SessionUser } from '../../shared/session';
import { RequireUser } from '../session/require-user';
import { PageHeading } from '../ui/page-heading';
import { NameForm } from './name-form';
import { PasswordForm } from './password-form';
import { SessionList } from './session-list';
import '../styles/form.css';
import '../styles/account.css';

export default function AccountPage() {
  return <RequireUser>{(user) => <Account user={user} />}</RequireUser>;
}

function Account({ user }: { user: SessionUser }) {
  return (
    <div className="wrap page">
      <PageHeading title="Your account">Your account</PageHeading>
      <div className="account-page">
        <div className="account-page__forms">
          <section className="account-page__section" aria-labelledby="profile">
            <h2 id="profile" className="page__section">
              Profile
            </h2>
            <NameForm user={user} />
          </section>
          <section className="account-page__section" aria-labelledby="password">
            <h2 id="password" className="page__section">
              Password
            </h2>
            <PasswordForm email={user.email} />
          </section>
        </div>
        <SessionList />
      </div>
    </div>
  );
}
