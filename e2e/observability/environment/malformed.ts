import { connect } from 'amqplib';

/** Puts a message that no consumer understands into a queue. */
export async function sendMalformed(url: string, queue: string): Promise<void> {
  const connection = await connect(url);
  const channel = await connection.createConfirmChannel();
  channel.sendToQueue(queue, Buffer.from('no JSON'));
  await channel.waitForConfirms();
  await connection.close();
}
