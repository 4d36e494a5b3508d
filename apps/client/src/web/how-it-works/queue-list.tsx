import type { QueueState } from '../../shared/system-state';

/** The queues of the services and their message counts. */
export function QueueList({ queues }: { queues: QueueState[] }) {
  return (
    <table className="queues">
      <caption className="visually-hidden">Queues and their message counts</caption>
      <thead>
        <tr>
          <th scope="col">Queue</th>
          <th scope="col">Waiting</th>
        </tr>
      </thead>
      <tbody>
        {queues.map(({ name, event, waiting }) => (
          <tr key={name}>
            <td>
              {name}
              <span className="queues__event">takes {event}</span>
            </td>
            <td className={waiting ? 'queues__busy' : undefined}>{waiting ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
