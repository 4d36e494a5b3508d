// Preloaded into a service: reports the files that it has loaded, when it is asked.
process.on('message', () => process.send(Object.keys(require.cache)));
