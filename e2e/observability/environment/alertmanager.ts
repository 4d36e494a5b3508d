interface Alert {
  labels: { alertname: string };
  receivers: { name: string }[];
}

/** Alertmanager's HTTP API. */
export class Alertmanager {
  constructor(readonly url: string) {}

  /** Who is told of an alert; nobody when there is none, or no longer. */
  async receiversOf(alert: string): Promise<string[]> {
    const response = await fetch(`${this.url}/api/v2/alerts?filter=alertname=${alert}`);
    const alerts = (await response.json()) as Alert[];
    return [...new Set(alerts.flatMap(({ receivers }) => receivers.map(({ name }) => name)))];
  }
}
