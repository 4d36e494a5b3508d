const { join } = require('node:path');

const workspace = join(__dirname, '../..');

/** Why nothing can work in the folder of this repository; undefined where it can: Vite and others take a path for an address. */
exports.folderFault = /[#?%]/.test(workspace)
  ? `Move the repository to a folder without #, ? and % in its path, or rename that: ${workspace}`
  : undefined;
