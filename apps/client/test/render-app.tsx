import '@testing-library/jest-dom';
import { QueryClientProvider } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { BrowserRouter } from 'react-router';
import { createQueryClient } from '../src/web/api/query-client';
import { App } from '../src/web/app';
import { FakeEventSource } from './fake-event-source';

configure({ asyncUtilTimeout: 30_000 });
Object.assign(globalThis, { EventSource: FakeEventSource });

/** Opens the app at a URL, as typed into the address bar. */
export function openPage(address: string): UserEvent {
  window.history.pushState(null, '', address);
  render(
    <QueryClientProvider client={createQueryClient()}>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

export const address = (): string => `${window.location.pathname}${window.location.search}`;
