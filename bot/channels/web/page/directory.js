import { getPeople } from './api.js';
import { fold } from './fold.js';
import { t } from './strings.js';

/**
 * @typedef {import('./types.js').Person} Person
 * @typedef {import('./types.js').Group} Group
 * @typedef {import('./types.js').Contact} Contact
 */

/** Sections of the list in their order; a person stands in the first one that fits. */
const SECTIONS = /** @type {const} */ ([
  'group',
  'coordinator',
  'leader',
  'head',
  'official',
  'admin',
  'stranger',
]);
const STRANGER = /^nguoi-moi-(\d+)$/;
/** Words that stand in most names of agencies and so say nothing in initials. */
const COMMON_WORDS = new Set(
  'phòng ban sở ubnd hđnd uỷ ủy nhân dân xã phường thị trấn huyện tỉnh thành phố và đầu mối'.split(
    ' ',
  ),
);

/**
 * Everybody who can be played, and what they have not read.
 * @param {() => void} onChange Called after every change.
 */
export function createDirectory(onChange) {
  /** @type {Person[]} */
  let people = [];
  /** @type {Group[]} */
  let groups = [];
  /** @type {Person[]} Newcomers who have not said anything, so the server does not know them. */
  let newcomers = [];
  /** @type {string | null} */
  let open = null;
  /** @type {Map<string, number>} News seen by this page, for chats without a count from the server. */
  const news = new Map();
  /** @type {Map<string, number>} The server's count at the time the chat was on the screen. */
  const read = new Map();

  /**
   * @param {string} chat
   * @param {number | undefined} counted
   */
  function unreadOf(chat, counted) {
    if (chat === open) {
      read.set(chat, counted ?? 0);
      return 0;
    }
    if (counted === undefined) return news.get(chat) ?? 0;
    const seen = Math.min(read.get(chat) ?? 0, counted);
    read.set(chat, seen);
    return counted - seen;
  }

  /** @returns {Contact[]} In the order of the sections, and within one as the server gave them. */
  function contacts() {
    const everybody = [...people, ...newcomers];
    const byId = new Map(people.map((person) => [person.id, person]));
    const all = [
      ...groups.map((group) => groupContact(group, byId)),
      ...everybody.map((person) => personContact(person)),
    ];
    for (const contact of all) contact.unread = unreadOf(contact.chat, contact.unread);
    return SECTIONS.flatMap((section) => all.filter((contact) => contact.section === section));
  }

  return {
    contacts,

    /** Reads people and groups again; throws ApiError. */
    async load() {
      const answer = await getPeople();
      people = answer.people;
      groups = answer.groups;
      const known = new Set(people.map((person) => person.id));
      newcomers = newcomers.filter((person) => !known.has(person.id));
      onChange();
    },

    /**
     * The contact with this chat; the chat of a newcomer is made again after a reload.
     * @param {string} chat
     * @returns {Contact | null}
     */
    find(chat) {
      const found = contacts().find((contact) => contact.chat === chat);
      if (found || !STRANGER.test(chat)) return found ?? null;
      newcomers.push(newcomer(chat));
      onChange();
      return personContact(newcomer(chat));
    },

    /**
     * A person nobody knows yet.
     * @returns {string} The chat to open.
     */
    addNewcomer() {
      const taken = new Set([...people, ...newcomers].map((person) => person.id));
      let n = 1;
      while (taken.has(`nguoi-moi-${n}`)) n += 1;
      newcomers.push(newcomer(`nguoi-moi-${n}`));
      onChange();
      return `nguoi-moi-${n}`;
    },

    /**
     * What stands in this chat is on the screen, hence read.
     * @param {string | null} chat
     */
    setOpen(chat) {
      open = chat;
      if (chat) news.delete(chat);
      onChange();
    },

    /** @param {string} chat Something new stands in it. */
    addNews(chat) {
      if (chat === open) return;
      news.set(chat, (news.get(chat) ?? 0) + 1);
      onChange();
    },
  };
}

/**
 * The chat to show first: a person with something unread, then such a group, then any group.
 * @param {Contact[]} contacts
 */
export function firstContact(contacts) {
  const unread = contacts.filter((contact) => contact.unread > 0);
  return unread.find((contact) => contact.kind === 'person') ?? unread[0] ?? contacts[0] ?? null;
}

/** @param {string} id @returns {Person} */
function newcomer(id) {
  const name = t.stranger(STRANGER.exec(id)?.[1] ?? '');
  // The private chat of a person nobody has met bears the person's id.
  return { id, name, agency: null, roles: [], chat: id, linked: false };
}

/** @param {Person} person @returns {Contact} */
function personContact(person) {
  const section = SECTIONS.find((name) => person.roles.some((role) => role === name)) ?? 'stranger';
  const roles = person.roles.map((role) => t.roles[role]).join(' · ');
  return {
    kind: 'person',
    chat: person.chat,
    name: person.name,
    ...linesOf(person, section, roles),
    initials: initialsOf(person.agency ?? person.name),
    section,
    linked: person.linked,
    unread: /** @type {number} */ (person.unread),
    senders: [person],
    haystack: fold(`${person.name} ${person.agency ?? ''} ${roles} ${person.id}`),
  };
}

/**
 * What a line of the list says of a person. The section tells the role already, so of
 * "Đầu mối – Phòng Tư pháp" the agency is left.
 * @param {Person} person
 * @param {string} section
 * @param {string} roles
 * @returns {{ label: string, detail: string | null }}
 */
function linesOf({ name, agency, roles: held }, section, roles) {
  const several = held.length > 1 ? roles : null;
  if (!agency || !fold(name).includes(fold(agency))) return { label: name, detail: agency };
  const office = / [–-] $/.exec(name.slice(0, -agency.length));
  if (!office || !name.endsWith(agency)) return { label: name, detail: several };
  const title = name.slice(0, office.index);
  const heading = fold(t.sections[/** @type {keyof typeof t.sections} */ (section)]);
  return { label: agency, detail: heading.includes(fold(title)) ? several : title };
}

/**
 * @param {Group} group
 * @param {Map<string, Person>} byId
 * @returns {Contact}
 */
function groupContact(group, byId) {
  const senders = group.members.flatMap((id) => byId.get(id) ?? []);
  return {
    kind: 'group',
    chat: group.chat,
    name: group.title,
    label: group.title,
    detail: t.members(senders.length),
    initials: '',
    section: 'group',
    linked: true,
    unread: /** @type {number} */ (group.unread),
    senders,
    haystack: fold(group.title),
  };
}

/** Two letters that tell agencies apart: "Phòng Tư pháp" → "TP". @param {string} name */
function initialsOf(name) {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const telling = words.filter((word) => !COMMON_WORDS.has(word.toLowerCase()));
  return (telling.length > 1 ? telling : words)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');
}
