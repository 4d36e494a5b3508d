/** Timeouts of the bus. The defaults are for production; tests need shorter ones. */
export interface AmqpTiming {
  /** A dead peer is noticed after two to three of these; default 4, so after 12 s at most. */
  heartbeatSeconds: number;
  /** From the TCP connect to the end of the AMQP handshake; default 10 s. */
  handshakeTimeoutMs: number;
  /** A broker that does not confirm a message within this time counts as unavailable; default 10 s. */
  confirmTimeoutMs: number;
  /** Longest pause before the next attempt to connect, or to set up a channel; default 1 s. */
  reconnectMaxMs: number;
}

export const defaultTiming: AmqpTiming = {
  heartbeatSeconds: 4,
  handshakeTimeoutMs: 10_000,
  confirmTimeoutMs: 10_000,
  reconnectMaxMs: 1_000,
};
