import type {
  Capabilities,
  Channel,
  OutgoingEnvelope,
  SendResult,
} from '../../core/messages/channel.ts';

export interface Recorder extends Channel {
  /** What was handed over, in order, whatever came of it. */
  tried: OutgoingEnvelope[];
  /** What was taken, by chat, in order. */
  texts(chat: string): string[];
  /** How the network answers from now on; null = it takes everything. */
  answer(how: ((envelope: OutgoingEnvelope) => SendResult | Promise<SendResult>) | null): void;
}

/** A network that takes every message and keeps it, until told to answer otherwise. */
export function recordingChannel(capabilities: Partial<Capabilities> = {}): Recorder {
  const tried: OutgoingEnvelope[] = [];
  const taken: OutgoingEnvelope[] = [];
  let how: Parameters<Recorder['answer']>[0] = null;
  return {
    name: 'web',
    capabilities: {
      buttons: true,
      edit: true,
      filesIn: true,
      filesOut: true,
      images: true,
      textLimit: 4096,
      perSecond: 0,
      privateGapMs: 0,
      groupGapMs: 0,
      ...capabilities,
    },
    tried,
    texts: (chat) =>
      taken.flatMap((one) => (one.conversationId === chat ? [one.message.text] : [])),
    answer(next) {
      how = next;
    },
    async send(envelope) {
      tried.push(envelope);
      const result = how ? await how(envelope) : { outcome: 'sent' as const, messageId: '' };
      if (result.outcome !== 'sent') return result;
      taken.push(envelope);
      return { outcome: 'sent', messageId: String(taken.length) };
    },
    async start() {},
    async stop() {},
    async fetchFile() {
      throw new Error('nobody sends files here');
    },
    inviteLink: () => null,
    trouble: () => null,
  };
}
