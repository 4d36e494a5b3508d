/**
 * Does the work for one key at a time, and together what has come for the key meanwhile: under load, one write serves many requests.
 * `work` settles each of its items itself and never rejects.
 */
export class Gathering<Item> {
  private readonly gathered = new Map<string, Item[]>();

  constructor(
    private readonly work: (key: string, items: Item[]) => Promise<void>,
    private readonly atOnce: number,
  ) {}

  add(key: string, item: Item): void {
    const gathered = this.gathered.get(key);
    if (gathered) gathered.push(item);
    else void this.run(key, [item]);
  }

  private async run(key: string, first: Item[]): Promise<void> {
    const gathered: Item[] = [];
    this.gathered.set(key, gathered);
    for (let items = first; items.length > 0; items = gathered.splice(0, this.atOnce)) {
      await this.work(key, items);
    }
    this.gathered.delete(key);
  }
}
