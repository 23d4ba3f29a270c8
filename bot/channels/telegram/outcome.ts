import type { SendResult } from '../../../core/messages/channel.ts';
import { type ApiFailure, isTokenRefused, reasonOf } from './failure.ts';

/** 400s that mean "this chat is closed to the bot" rather than "this message is wrong". */
const CLOSED_CHAT =
  /chat not found|user not found|PEER_ID_INVALID|chat was (?:deleted|deactivated)|group chat was deactivated|CHAT_WRITE_FORBIDDEN|not enough rights to send|have no rights to send|need administrator rights/i;

/** The group takes no pictures or files; words may still be written there. */
const NO_FILES =
  /not enough rights to send (?:photos|documents|media)|CHAT_SEND_(?:PHOTOS|DOCS|MEDIA)_FORBIDDEN/i;

/** An edit that can never succeed on this message; a new message can. */
const NOT_EDITABLE = /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i;

/** An edit that would make a text of a picture, or a picture of a text. */
const OTHER_KIND = /no text in the message|no media in the message|message is not a media/i;

/** The bot is no administrator of the group, or one without this right. */
const MAY_NOT_PIN = /not enough rights|CHAT_ADMIN_REQUIRED|need administrator rights/i;

/** What would be pinned or taken down is no longer there, or stands as it should already. */
const NOTHING_TO_PIN = /message to (?:un)?pin not found|MESSAGE_ID_INVALID|not modified/i;

const LEAST_PAUSE_MS = 1_000;

const UNCHANGED = /message is not modified/i;

/** Pictures that Telegram cannot show as a photo but carries as a file. */
const NOT_A_PHOTO = /PHOTO_INVALID_DIMENSIONS|PHOTO_SAVE_FILE_INVALID|IMAGE_PROCESS_FAILED/i;

/**
 * What a failed send means for the outbox. Codes: core.telegram.org/api/errors; 401 and 404 speak
 * of the token, not of the message, so they are worth another try.
 */
export function outcomeOf(
  failure: ApiFailure,
  scopeOf: (pauseMs: number) => 'chat' | 'channel',
): SendResult {
  const reason = reasonOf(failure);
  if (failure.kind === 'network' || failure.code >= 500 || isTokenRefused(failure)) {
    return { outcome: 'retry', reason };
  }
  if (failure.code === 429) {
    // Without a time, or with none to wait, it must not become a storm of calls.
    const retryAfterMs = failure.retryAfterMs || LEAST_PAUSE_MS;
    return { outcome: 'limited', retryAfterMs, scope: scopeOf(retryAfterMs) };
  }
  const isClosed = CLOSED_CHAT.test(failure.description) && !refusesFiles(failure);
  if (failure.code === 403 || isClosed) {
    return { outcome: 'unreachable', reason };
  }
  return { outcome: 'rejected', reason };
}

export function isUnchanged(failure: ApiFailure): boolean {
  return isBadRequest(failure, UNCHANGED);
}

export function isNotEditable(failure: ApiFailure): boolean {
  return isBadRequest(failure, NOT_EDITABLE) || isOfOtherKind(failure);
}

/** The message is there, but an edit cannot make of it what is wanted. */
export function isOfOtherKind(failure: ApiFailure): boolean {
  return isBadRequest(failure, OTHER_KIND);
}

export function mayNotPin(failure: ApiFailure): boolean {
  return isBadRequest(failure, MAY_NOT_PIN);
}

export function isNothingToPin(failure: ApiFailure): boolean {
  return isBadRequest(failure, NOTHING_TO_PIN);
}

export function isNotAPhoto(failure: ApiFailure): boolean {
  return isBadRequest(failure, NOT_A_PHOTO);
}

export function refusesFiles(failure: ApiFailure): boolean {
  return isBadRequest(failure, NO_FILES);
}

function isBadRequest(failure: ApiFailure, pattern: RegExp): boolean {
  return failure.kind === 'answer' && failure.code === 400 && pattern.test(failure.description);
}
