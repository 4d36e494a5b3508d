/** In place of the style sheets that a page imports. */
module.exports = {};
