/** Somebody with a phone, on whatever network. */
export interface Phone {
  says(text: string): Promise<void>;
  /** Presses the button, or types what the list below the text asks for. */
  chooses(label: string): Promise<void>;
  /** Sends it into the chat, or through the page the bot offers. */
  sendsFile(name: string, content: string): Promise<void>;
  /** Waits for the bot's next message that has these words. */
  hears(words: string): Promise<string>;
  /** How many messages of the bot have these words. */
  count(words: string): Promise<number>;
}
