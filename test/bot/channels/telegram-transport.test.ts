import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Api, InputFile } from 'grammy';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { transport } from '../../../bot/channels/telegram/transport.ts';

/** Answers nobody until it is told to. */
let answerAll: () => void = () => {};
const told = new Promise<void>((resolve) => {
  answerAll = resolve;
});
const server = createServer((request, response) => {
  request.resume();
  void told.then(() => response.end('{"ok":true,"result":{"message_id":1}}'));
});
let api: Api;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  api = new Api('1:a', { apiRoot: `http://127.0.0.1:${port}`, fetch: transport(50) });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it('waits for words as long as it was told, and for a file as long as the line needs', async () => {
  const file = api.sendDocument(1, new InputFile(Buffer.from('tệp'), 'a.txt'));
  await expect(api.sendMessage(1, 'Một')).rejects.toThrow("Network request for 'sendMessage'");
  answerAll();
  expect(await file).toMatchObject({ message_id: 1 });
});
