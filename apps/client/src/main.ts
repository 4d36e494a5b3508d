import { runService } from '@courses/http-kit';
import { buildApp } from './app';
import { readConfig } from './config';

void runService(() => buildApp(readConfig()));
