import {
  containerOf,
  deployments,
  environmentOf,
  named,
  ours,
  selects,
  services,
  serviceUrls,
} from './manifests';

const targetsOf = (selector: Record<string, string>) =>
  deployments.filter(({ spec }) => selects(selector, spec.template.metadata.labels));

test('there are the Services of the architecture, and no others', () => {
  const shown = services.map(({ metadata, spec }) => [metadata.name, spec.type]);
  const inside = [...ours, 'rabbitmq', 'mongodb'].map((app) => [`${app}-clusterip-srv`, 'ClusterIP']);
  expect(Object.fromEntries(shown)).toEqual({
    ...Object.fromEntries(inside),
    'courses-srv': 'NodePort',
    'client-srv': 'LoadBalancer',
  });
  expect(named(services, 'courses-srv').spec.ports[0]?.nodePort).toBe(30_142);
});

test.each(services.map((service) => [service.metadata.name, service] as const))(
  '%s selects the pods of one Deployment, on a port that they have',
  (_name, { file, metadata, spec }) => {
    const targets = targetsOf(spec.selector);
    expect(targets.map((target) => target.metadata.name)).toEqual([`${metadata.labels.app}-depl`]);
    expect(file).toBe(metadata.name.endsWith('-clusterip-srv') ? targets[0]?.file : `${metadata.name}.yaml`);
    const ports = targets.flatMap((target) => containerOf(target).ports.map(({ name }) => name));
    for (const { targetPort } of spec.ports) expect(ports).toContain(targetPort);
  },
);

test('no Service exposes the port of the metrics', () => {
  const exposed = services.flatMap(({ spec }) =>
    spec.ports.flatMap(({ port, targetPort }) => [port, targetPort]),
  );
  expect(exposed.filter((port) => ['metrics', 9464].includes(port))).toEqual([]);
});

test.each(ours)('every host and port in the environment of %s is a ClusterIP Service', (app) => {
  const environment = environmentOf(containerOf(named(deployments, `${app}-depl`)));
  const urls = Object.values(environment)
    .filter((value) => value?.includes('://'))
    .flatMap((url = '') => (url.includes('{service}') ? serviceUrls(url) : [url]));
  expect(urls.length).toBeGreaterThanOrEqual(2);
  for (const url of urls) {
    const { hostname, port } = new URL(url);
    const service = named(services, hostname);
    expect(service.spec.type).toBe('ClusterIP');
    expect(service.spec.ports.map((each) => String(each.port))).toContain(port);
  }
});
