/** Timeouts of the bus. The defaults are for production; tests need shorter ones. */
export interface AmqpTiming {
  /** A dead peer is noticed after two to three of these; default 2, so after 6 s at most. */
  heartbeatSeconds: number;
  /** From the TCP connect to the end of the AMQP handshake; default 4 s. */
  handshakeTimeoutMs: number;
  /** A broker that does not confirm a message within this time counts as unavailable; default 4 s. */
  confirmTimeoutMs: number;
  /** Longest pause before the next attempt to connect, or to set up a channel; default 1 s. */
  reconnectMaxMs: number;
}

export const defaultTiming: AmqpTiming = {
  heartbeatSeconds: 2,
  handshakeTimeoutMs: 4_000,
  confirmTimeoutMs: 4_000,
  reconnectMaxMs: 1_000,
};
