interface Props {
  service: string;
  /** All services; each has its color by its place in this list. */
  services: string[];
}

export const colorOf = (service: string, services: string[]): string =>
  `service-color service-color--${(services.indexOf(service) + 1) % 7}`;

export function ServiceLabel({ service, services }: Props) {
  return (
    <span className="service">
      <span className={`service__mark ${colorOf(service, services)}`} aria-hidden="true" />
      {service}
    </span>
  );
}
