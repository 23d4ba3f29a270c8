import { seemly } from '../text/seemly.ts';
import type { Incoming, IncomingContent } from './message.ts';

/** Longest text of a person: four times the longest a network sends (4,096 signs on Telegram). */
const TEXT_LIMIT = 16_384;
/** Longest name of a person and title of a group that is kept. */
const NAME_LIMIT = 255;
/** As much as a choice's id can have. */
const CHOICE_LIMIT = 64;

/**
 * What came from a network without unseen signs (the database takes no NUL) and no longer than any
 * network sends it. Text beyond that no person can have written: it is `unsupported`. Ids stay as
 * they are: one that changed would be somebody else's.
 */
export function seemlyIncoming(incoming: Incoming): Incoming {
  const { conversation, sender, content } = incoming;
  const { title } = conversation;
  return {
    ...incoming,
    conversation: { ...conversation, title: title === null ? null : named(title) },
    sender: { ...sender, name: named(sender.name) },
    content: seemlyContent(content),
  };
}

function seemlyContent(content: IncomingContent): IncomingContent {
  switch (content.type) {
    case 'text':
      return content.text.length > TEXT_LIMIT
        ? { type: 'unsupported' }
        : { ...content, text: written(content.text) };
    case 'choice': {
      const choice = seemly(content.choice);
      return { ...content, choice: choice.length > CHOICE_LIMIT ? '' : choice };
    }
    case 'files': {
      const { caption } = content;
      return { ...content, caption: caption && written(caption.slice(0, TEXT_LIMIT)) };
    }
    default:
      return content;
  }
}

function written(text: string): string {
  return seemly(text.replace(/\r\n?/g, '\n'));
}

/** On one line, so that nobody's name looks like a line of the bot's own; cut between letters. */
function named(name: string): string {
  const line = seemly(name.slice(0, 4 * NAME_LIMIT).replace(/\s+/g, ' '));
  return [...line].slice(0, NAME_LIMIT).join('');
}
