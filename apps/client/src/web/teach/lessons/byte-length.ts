/** In UTF-8, as the services count. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length;
