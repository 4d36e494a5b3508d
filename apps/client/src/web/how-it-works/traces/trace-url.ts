/** The address of a trace on this page, and of one of its spans. */
export const traceUrl = (traceId: string, spanId?: string): string =>
  `?${new URLSearchParams({ trace: traceId, ...(spanId === undefined ? {} : { span: spanId }) }).toString()}`;

/** State of a navigation within a trace, which leaves the focus where it is. */
export const stay = 'stay';
