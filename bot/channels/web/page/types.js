/**
 * The shapes the page and the simulator's routes exchange; types only.
 *
 * @typedef {'official' | 'head' | 'coordinator' | 'leader' | 'admin'} Role
 *
 * @typedef {object} Person
 * @property {string} id
 * @property {string} name
 * @property {string | null} agency
 * @property {Role[]} roles
 * @property {string} chat The private chat of this person with the bot.
 * @property {boolean} linked
 * @property {number} [unread]
 *
 * @typedef {object} Group
 * @property {string} chat
 * @property {string} title
 * @property {string[]} members Ids of persons.
 * @property {number} [unread]
 *
 * @typedef {object} Clock
 * @property {string} now Instant, ISO 8601.
 * @property {string} local Wall-clock time, `2023-02-27T08:00`.
 * @property {string} timeZone
 * @property {number} weekday 1 = Monday … 7 = Sunday.
 *
 * @typedef {{ at: string, job: string }} Ran One job that ran while the clock moved.
 * @typedef {Clock & { ran: Ran[], sent: number }} ClockMove
 *
 * @typedef {{ id: string, label: string }} Choice
 * @typedef {{ name: string, mime: string, url: string, kind: 'image' | 'document' }} MessageFile
 *
 * @typedef {object} Message
 * @property {number} seq Grows with every message and every edit.
 * @property {string} chat
 * @property {string} messageId Stays the same when the message is edited.
 * @property {string} from `bot` or the id of a person.
 * @property {string} fromName
 * @property {string} at Instant, ISO 8601.
 * @property {string} html Text in the small neutral markup.
 * @property {Choice[][]} [choices]
 * @property {MessageFile[]} [files]
 * @property {boolean} [edited]
 * @property {string} [pressed] Id of the choice that was pressed last.
 *
 * @typedef {object} Contact One line of the list: a person's phone, or a group.
 * @property {'person' | 'group'} kind
 * @property {string} chat
 * @property {string} name
 * @property {string} label The name as the list shows it, under the heading of its section.
 * @property {string | null} detail
 * @property {string} initials
 * @property {string} section
 * @property {boolean} linked
 * @property {number} unread
 * @property {Person[]} senders Who can write here: one person, or the members of the group.
 * @property {string} haystack Folded words for the search.
 */
export {};
