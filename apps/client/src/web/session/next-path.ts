import { useSearchParams } from 'react-router';

/** The path to open after signing in; only paths of this site (no open redirect). */
export function useNextPath(): string {
  const [params] = useSearchParams();
  const next = params.get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) ? next : '/';
}
