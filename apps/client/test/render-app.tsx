import '@testing-library/jest-dom';
import { QueryClientProvider } from '@tanstack/react-query';
import { configure, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { BrowserRouter } from 'react-router';
import { createQueryClient } from '../src/web/api/query-client';
import { App } from '../src/web/app';

configure({ asyncUtilTimeout: 5_000 });

/** Opens an address of the page, as a person would who types it. */
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
