/** A node of the diagram, with its Kubernetes objects. */
export interface DiagramNode {
  id: string;
  name: string;
  /** What it does, in one sentence. */
  does: string;
  /** Its Kubernetes objects. */
  kubernetes: string;
  /** A kubectl command to inspect it. */
  command: string;
}

const client: DiagramNode = {
  id: 'client',
  name: 'client',
  does: 'Serves this page, keeps your session in a cookie and forwards API requests to the services. It consumes every event, to tell open pages what has changed.',
  kubernetes: 'Deployment client-depl with 2 pods; Service client-srv of type LoadBalancer: the way in.',
  command: 'kubectl get deployment client-depl',
};

const infrastructure: DiagramNode[] = [
  {
    id: 'broker',
    name: 'RabbitMQ',
    does: 'Receives each event once and routes a copy to every subscribed queue.',
    kubernetes: 'Deployment rabbitmq-depl with a PersistentVolumeClaim; Service rabbitmq-clusterip-srv.',
    command: 'kubectl delete pod -l app=rabbitmq',
  },
  {
    id: 'mongodb',
    name: 'MongoDB',
    does: 'Holds one database per service; no service reads that of another.',
    kubernetes: 'Deployment mongodb-depl with a PersistentVolumeClaim: its data outlive the pod.',
    command: 'kubectl get pvc',
  },
];

const services: Record<string, Partial<DiagramNode>> = {
  courses: {
    does: 'Stores the catalog. A change and its event are one write (outbox), so no event is lost.',
  },
  enrollments: {
    does: 'Assigns seats, one conditional write each, so no course is overbooked. It follows courses by their events.',
    command: 'kubectl scale deployment enrollments-depl --replicas=3',
  },
  identity: {
    does: 'Stores accounts and roles, and signs the tokens that the other services verify.',
    kubernetes: 'Deployment identity-depl; Service identity-clusterip-srv; its keys come from a Secret.',
    command: 'kubectl rollout restart deployment identity-depl',
  },
};

/** Also of a service that was generated after this page was written: its objects are named as those of the others. */
const serviceNode = (name: string): DiagramNode => ({
  id: name,
  name,
  does: 'A service of this system, with its own database.',
  kubernetes: `Deployment ${name}-depl; Service ${name}-clusterip-srv of type ClusterIP: a name inside the cluster.`,
  command: `kubectl logs -l app=${name}`,
  ...services[name],
});

export const diagramNodes = (names: string[]): DiagramNode[] => [
  client,
  ...names.map(serviceNode),
  ...infrastructure,
];
