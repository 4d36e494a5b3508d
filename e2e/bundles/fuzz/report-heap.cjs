// Preloaded into a server under test: reports its heap size over IPC, after a garbage collection.
process.on('message', () => {
  global.gc();
  process.send(process.memoryUsage().heapUsed);
});
process.channel.unref();
