import { runService } from '@courses/http-kit';
import { buildApp } from './app';
import { readConfig } from './config';

const say = (text: string) => process.stdout.write(text);

say('Starting the courses system …\n');
void runService(() => buildApp(readConfig(), say));
