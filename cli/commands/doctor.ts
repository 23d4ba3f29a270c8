import { Command } from 'commander';
import { allAgencies } from '../../db/queries/agencies.ts';
import { arrivalsWaiting } from '../../db/queries/arrivals.ts';
import { deadLetters } from '../../db/queries/dead-letters.ts';
import { outboxCounts } from '../../db/queries/outbox.ts';
import { currentMembers } from '../../db/queries/people.ts';
import { openQuestionsOfAll } from '../../db/queries/plans.ts';
import { usageOf } from '../../db/queries/usage.ts';
import { quotaMonth } from '../../jobs/quota.ts';
import { outOfReach } from '../../office/out-of-reach.ts';
import { listedSince } from '../../office/undelivered.ts';
import { withOffice } from '../office.ts';

/** `tiendo doctor`: what needs a person to look at it. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check the database and list what needs attention')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      await withOffice(async ({ db, now, timeZone }) => {
        const members = await currentMembers(db);
        const agencies = await allAgencies(db);
        const ids = agencies.map(({ id }) => id);
        const silent = new Set(await outOfReach(db, ids));
        const questions = await openQuestionsOfAll(db);
        const outbox = await outboxCounts(db);
        const arrivals = await arrivalsWaiting(db);
        const letters = await deadLetters(db, { since: listedSince(now) });
        const report = {
          agencies: agencies.length,
          people: new Set(members.map((member) => member.personId)).size,
          /** Agencies nobody could be reminded for. */
          withoutContact: agencies
            .filter((agency) => agency.kind !== 'committee' || agency.level === 'commune')
            .filter((agency) => silent.has(agency.id))
            .map((agency) => agency.name),
          openQuestions: questions.map(({ taskKey, code, words }) => ({ taskKey, code, words })),
          outbox,
          /** Updates stored and not handled yet; an old one waits for a process of its channel. */
          arrivals,
          /** Messages of the last 30 days that were given up, by why; see /chuagui. */
          undelivered: countBy(letters.map(({ cause }) => cause)),
          /** What channels with a quota have used of it this month. */
          quotas: (await usageOf(db, quotaMonth(now, timeZone))).map((usage) => ({
            channel: usage.channel,
            month: usage.month,
            messages: usage.messages,
            messageLimit: usage.messageLimit,
            people: usage.people,
            peopleLimit: usage.peopleLimit,
          })),
        };
        if (options.json) console.log(JSON.stringify(report, null, 2));
        else {
          console.log(`agencies ${report.agencies}, people ${report.people}`);
          console.log(`outbox ${JSON.stringify(outbox)}`);
          if (arrivals.count > 0) {
            const { count, oldestSeconds } = arrivals;
            console.log(`not handled yet: ${count} updates, the oldest for ${oldestSeconds} s`);
          }
          for (const { channel, month, ...used } of report.quotas) {
            const messages = `${used.messages} of ${used.messageLimit} messages in ${month}`;
            console.log(`${channel}: ${messages}, ${used.people} of ${used.peopleLimit} people`);
          }
          for (const [cause, number] of Object.entries(report.undelivered)) {
            console.log(`not delivered in 30 days: ${number} (${cause})`);
          }
          for (const name of report.withoutContact) console.log(`nobody to remind: ${name}`);
          for (const { taskKey, code, words } of report.openQuestions) {
            console.log(`to decide: task ${taskKey}: ${code} "${words}"`);
          }
        }
      });
    });
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
