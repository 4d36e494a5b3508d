const { join } = require('node:path');

/** Why nothing can work in a folder; undefined where it can. */
exports.faultOf = (folder) =>
  /[#?]/.test(folder)
    ? `Move the repository to a folder without # and ? in its path, or rename that; Vite and dependency-cruiser take them for the end of a path: ${folder}`
    : undefined;

exports.folderFault = exports.faultOf(join(__dirname, '../..'));
