import { createContext, useContext } from 'react';

/** Where the files of the repository are served; undefined where they are not. */
export const SourceBase = createContext<string | undefined>(undefined);

/** A file of the repository: a link where the server has it. */
export function SourceFile({ path }: { path: string }) {
  const base = useContext(SourceBase);
  const name = <code className="source-file">{path}</code>;
  if (base === undefined) return name;
  return (
    <a className="source-link" href={`${base}${path}`} target="_blank" rel="noreferrer">
      {name}
    </a>
  );
}
