import { diagramNodes } from './diagram-nodes';

export function Components({ services }: { services: string[] }) {
  return (
    <section aria-labelledby="parts">
      <h2 id="parts" className="page__section">
        Components and their Kubernetes objects
      </h2>
      <dl className="parts">
        {diagramNodes(services).map(({ id, name, does, kubernetes, command }) => (
          <div key={id} className="parts__item">
            <dt>{name}</dt>
            <dd>
              <p>{does}</p>
              <p className="quiet">{kubernetes}</p>
              <code className="parts__command">{command}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
