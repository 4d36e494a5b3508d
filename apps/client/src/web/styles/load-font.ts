/** Once the scripts are here, and before they run: earlier it would delay them, later what is shown would move. */
void document.fonts.load('1em "Schibsted Grotesk Variable"');
