import type { EventMessage } from '@courses/contracts';

interface Gate {
  confirm: () => void;
  reject: (error: Error) => void;
}

/** A `publish` whose messages are confirmed or rejected by hand, one by one. It notes their ids in `published`. */
export function gates(published: string[]) {
  const open = new Map<string, Gate>();
  return {
    publish: ({ id }: EventMessage) =>
      new Promise<void>((confirm, reject) => {
        published.push(id);
        open.set(id, { confirm, reject });
      }),
    of({ id }: { id: string }): Gate {
      const gate = open.get(id);
      if (!gate) throw new Error(`${id} was not published`);
      return gate;
    },
  };
}
