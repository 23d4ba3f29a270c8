import { watchConnection } from './api.js';
import { createChatView } from './chat-view.js';
import { createClock } from './clock.js';
import { createComposer } from './composer.js';
import { createDirectory, firstContact } from './directory.js';
import { byId, isNarrow } from './dom.js';
import { remember } from './drafts.js';
import { listen } from './live.js';
import { createPeopleList } from './people-list.js';
import { fillTexts, lang, t } from './strings.js';
import { prepareViewer } from './viewer.js';

/** People are read again this long after the last news, so that a burst costs one request. */
const SETTLE_MS = 350;

/** @type {string | null} The chat on the screen. */
let open = null;
/** @type {number | undefined} */
let settle;

fillTexts();
prepareViewer();
const language = byId('language');
language.href = lang === 'vi' ? '?lang=en' : './';
language.lang = lang === 'vi' ? 'en' : 'vi';

const directory = createDirectory(refresh);
const people = createPeopleList(goTo);
const composer = createComposer({
  onSent: (chat) => {
    if (chat === open) chatView.sync();
    reloadPeopleSoon();
  },
  onSender: () => chatView.redrawAll(),
});
const clock = createClock(catchUp);
const chatView = createChatView({
  sender: composer.sender,
  timeZone: clock.timeZone,
  onCommand: composer.sendCommand,
  focusComposer: composer.focus,
});

/** Shows what the directory knows now. */
function refresh() {
  const contacts = directory.contacts();
  people.show(contacts, open);
  const unread = contacts.reduce((sum, contact) => sum + contact.unread, 0);
  document.title = unread > 0 ? `(${unread}) ${t.title}` : t.title;
  const current = contacts.find((contact) => contact.chat === open);
  if (!current) return;
  composer.open(current);
  chatView.open(current);
}

function reloadPeopleSoon() {
  clearTimeout(settle);
  settle = setTimeout(() => directory.load().catch(() => {}), SETTLE_MS);
}

/** Looks at everything again; failures show in the connection's notice. */
async function catchUp() {
  await Promise.allSettled([clock.load(), directory.load(), chatView.sync()]);
}

/** The chat named by the address, if any. */
function chatInAddress() {
  return new URLSearchParams(location.hash.slice(1)).get('chat');
}

/** @param {string} chat */
function addressOf(chat) {
  return `#${new URLSearchParams({ chat })}`;
}

/** @param {string} chat Opens it through the address, so that Back leads back. */
function goTo(chat) {
  if (chat === chatInAddress()) followAddress();
  else location.hash = addressOf(chat);
}

/** An invitation's address, #start=<code>: a newcomer opens it, the code stands ready to send. */
function followInvitation() {
  const code = new URLSearchParams(location.hash.slice(1)).get('start');
  if (!code) return;
  const chat = directory.addNewcomer();
  remember(`draft:${chat}`, `/start ${code}`);
  history.replaceState(null, '', addressOf(chat));
}

/** Shows the chat of the address; without one the list, or beside it the first sensible chat. */
function followAddress() {
  followInvitation();
  const asked = chatInAddress();
  let found = asked === null ? null : directory.find(asked);
  if (!found && !isNarrow()) {
    found = firstContact(directory.contacts());
    if (found) history.replaceState(null, '', addressOf(found.chat));
  }
  document.body.dataset.view = found ? 'chat' : 'list';
  open = found?.chat ?? null;
  directory.setOpen(open);
  people.reveal();
  if (found) reloadPeopleSoon();
  if (found && !isNarrow() && document.activeElement === document.body) composer.focus();
}

byId('back').addEventListener('click', () => {
  const left = open;
  history.pushState(null, '', location.pathname + location.search);
  followAddress();
  people.focus(left);
});
byId('new-person').addEventListener('click', () => {
  goTo(directory.addNewcomer());
  composer.focus();
});
addEventListener('hashchange', followAddress);
matchMedia('(max-width: 719px)').addEventListener('change', followAddress);

watchConnection((offline) => {
  byId('offline').hidden = !offline;
  byId('offline').textContent = offline ? t.offline : '';
});

await catchUp();
followAddress();
listen({
  onChat: (chat) => {
    directory.addNews(chat);
    if (chat === open) chatView.sync();
    reloadPeopleSoon();
  },
  onTyping: (chat) => {
    if (chat === open) chatView.showTyping();
  },
  onClock: () => clock.load().catch(() => {}),
  onCatchUp: async () => {
    await catchUp();
    if (!open) followAddress();
  },
});
