import { runService } from '@courses/http-kit';
import { buildApp } from './app';
import { runCommand } from './commands';
import { readConfig } from './config';

const [command] = process.argv.slice(2);

void (command === undefined ? runService(() => buildApp(readConfig())) : runCommand(command));
