import type { CommandInfo } from './command-info.ts';
import type { BotContext, LinkedContext } from './context.ts';

/** Handles a pressed (or typed) choice; `args` is what follows the prefix, split at ":". */
export type ChoiceHandler<C extends BotContext> = (ctx: C, args: string[]) => Promise<void>;

/** A command for people with a linked account; strangers are told how to get linked. */
export interface LinkedCommand extends CommandInfo {
  access: 'linked';
  run(ctx: LinkedContext, argument: string): Promise<void>;
  /** Choices this command's messages offer, by prefix. */
  choices?: Readonly<Record<string, ChoiceHandler<LinkedContext>>>;
}

/** A command anybody may use; it checks for itself what to show. */
export interface OpenCommand extends CommandInfo {
  access: 'anyone';
  run(ctx: BotContext, argument: string): Promise<void>;
  choices?: Readonly<Record<string, ChoiceHandler<BotContext>>>;
}

export type Command = LinkedCommand | OpenCommand;

/** Number in a choice's argument; null when somebody made it up. */
export function idArgument(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
