/**
 * Flushes the items of one key one batch at a time; what is added for the key meanwhile becomes its next batch. So under
 * load, one write serves many requests. `flush` settles each of its items itself and never rejects.
 */
export class KeyedBatcher<Item> {
  private readonly pending = new Map<string, Item[]>();

  constructor(
    private readonly flush: (key: string, items: Item[]) => Promise<void>,
    private readonly maxBatchSize: number,
  ) {}

  add(key: string, item: Item): void {
    const pending = this.pending.get(key);
    if (pending) pending.push(item);
    else void this.run(key, [item]);
  }

  private async run(key: string, first: Item[]): Promise<void> {
    const pending: Item[] = [];
    this.pending.set(key, pending);
    for (let items = first; items.length > 0; items = pending.splice(0, this.maxBatchSize)) {
      await this.flush(key, items);
    }
    this.pending.delete(key);
  }
}
