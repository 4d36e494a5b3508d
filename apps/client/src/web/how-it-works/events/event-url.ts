/** The address of an event on this page. */
export const eventUrl = (id: string): string => `?${new URLSearchParams({ event: id }).toString()}`;
