// node tools/depcruise.mjs FOLDER: whether imports inside a project are such as .dependency-cruiser.cjs allows.
// dependency-cruiser's own program takes the path of that file for an address: %20 in it becomes a space.
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import config from '../.dependency-cruiser.cjs';

const { options, ...ruleSet } = config;
const { output, exitCode } = await cruise(
  [process.argv[2]],
  { ...options, ruleSet, validate: true, outputType: 'err' },
  undefined,
  { tsConfig: extractTSConfig(options.tsConfig.fileName) },
);
process.stdout.write(output);
process.exitCode = exitCode;
