import type { Socket } from 'node:net';
import type { Doc } from '../query/values';
import { encodeReply, parseRequest, takeMessage } from './message';

/** Answers the messages of one socket in order. A message that cannot be read ends this connection only. */
export function serveConnection(socket: Socket, run: (command: Doc) => Doc): void {
  let chunks: Buffer[] = [];
  let received = 0;
  let needed = 4;
  let replies = 0;
  const drain = () => {
    let buffer = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    for (let message = takeMessage(buffer); message; message = takeMessage(buffer)) {
      buffer = buffer.subarray(message.length);
      const request = parseRequest(message);
      const reply = run(request.command);
      if (request.expectsReply) socket.write(encodeReply(request, reply, ++replies));
    }
    chunks = [buffer];
    received = buffer.length;
    needed = buffer.length < 4 ? 4 : buffer.readInt32LE(0);
  };
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    received += chunk.length;
    if (received < needed) return;
    try {
      drain();
    } catch {
      socket.destroy();
    }
  });
}
