import { useSearchParams } from 'react-router';

/** Where to go after signing in: a path of this site, whatever the address says. */
export function useNextPath(): string {
  const [params] = useSearchParams();
  const next = params.get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) ? next : '/';
}
