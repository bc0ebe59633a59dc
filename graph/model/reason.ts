/**
 * Why something is so, as a code and its parameters. The analysis speaks in reasons; `content/messages`
 * turns them into sentences in the reader's language (`reason.<code>`).
 */
export type Reason = {
  /** kebab-case; one message of this name stands in every language. */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
};

export const reason = (code: string, params: Reason['params'] = {}): Reason => ({ code, params });
