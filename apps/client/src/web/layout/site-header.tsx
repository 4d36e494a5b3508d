import { Link, NavLink } from 'react-router';
import { hasRole, useSession } from '../api/session';
import { AccountMenu } from '../session/account-menu';

export function SiteHeader() {
  const { user, howItWorks } = useSession();
  const links = [
    { to: '/', name: 'Catalog', shown: true },
    { to: '/my-courses', name: 'My courses', shown: hasRole(user, 'student') },
    { to: '/teach', name: 'Teach', shown: hasRole(user, 'instructor', 'admin') },
    { to: '/people', name: 'People', shown: hasRole(user, 'admin') },
    { to: '/how-it-works', name: 'How it works', shown: howItWorks },
  ].filter(({ shown }) => shown);
  return (
    <header className="site-header">
      <div className="wrap site-header__row">
        <Link className="wordmark" to="/">
          <Mark />
          Courses
        </Link>
        <nav className="site-nav" aria-label="Main">
          {links.map(({ to, name }) => (
            <NavLink key={to} className="site-nav__link" to={to} end={to === '/'}>
              {name}
            </NavLink>
          ))}
        </nav>
        <AccountMenu />
      </div>
    </header>
  );
}

function Mark() {
  return (
    <svg className="wordmark__mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path className="wordmark__soft" d="M0 0h10v10A10 10 0 0 1 0 0ZM10 10v10H0a10 10 0 0 1 10-10Z" />
      <path
        className="wordmark__strong"
        d="M10 10h10v10a10 10 0 0 1-10-10ZM10 5a5 5 0 1 1 10 0a5 5 0 1 1-10 0Z"
      />
    </svg>
  );
}
