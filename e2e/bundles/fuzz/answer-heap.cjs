// Preloaded into a server under test: says over IPC what its heap holds once everything that is not used is collected.
process.on('message', () => {
  global.gc();
  process.send(process.memoryUsage().heapUsed);
});
process.channel.unref();
