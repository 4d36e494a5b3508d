/** Records which messages were processed, or are being processed, so that their effect happens once. */
export interface Inbox {
  /** How long a delivery that has begun keeps others off, unless it renews its lease or ends before. */
  readonly leaseMs: number;
  /** Leases the message to `owner`, unless it was processed or another owner has a running lease. */
  begin(key: string, owner: string): Promise<'begun' | 'beingProcessed' | 'processed'>;
  /** Returns false when another owner has the lease. */
  renewLease(key: string, owner: string): Promise<boolean>;
  /** The effect was done, whoever has the lease by now. */
  markProcessed(key: string, owner: string): Promise<void>;
  /** The effect was not done: another attempt may begin at once. */
  release(key: string, owner: string): Promise<void>;
}
