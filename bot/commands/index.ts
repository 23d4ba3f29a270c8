import type { Command } from '../command.ts';
import { adHoc } from './ad-hoc.ts';
import { auditLog } from './audit.ts';
import { board } from './board.ts';
import { calendar } from './calendar.ts';
import { cancel } from './cancel.ts';
import { channels } from './channels.ts';
import { collection } from './collection.ts';
import { deadlines } from './deadlines.ts';
import { deleteData } from './delete-data.ts';
import { exportFiles } from './export.ts';
import { extension } from './extension.ts';
import { forms } from './forms.ts';
import { group } from './group.ts';
import { handOver } from './hand-over.ts';
import { help } from './help.ts';
import { input } from './input.ts';
import { inspection } from './inspection.ts';
import { inspectionBoard } from './inspection-board.ts';
import { invite } from './invite.ts';
import { language } from './language.ts';
import { link } from './link.ts';
import { myData } from './my-data.ts';
import { myWork } from './my-work.ts';
import { nudge } from './nudge.ts';
import { obligation } from './obligation.ts';
import { owners } from './owners.ts';
import { proposal } from './proposal.ts';
import { ranking } from './ranking.ts';
import { regimes } from './regimes.ts';
import { reminderSettings } from './reminder-settings.ts';
import { report } from './report.ts';
import { resume } from './resume.ts';
import { review } from './review.ts';
import { scoring } from './scoring.ts';
import { start } from './start.ts';
import { support } from './support.ts';
import { targets } from './targets.ts';
import { tiendo } from './tiendo.ts';
import { undelivered } from './undelivered.ts';
import { update } from './update.ts';
import { upload } from './upload.ts';

/** Every command, in the order of the menu; a new one is a new file and a line here. */
export const COMMANDS: readonly Command[] = [
  myWork,
  update,
  report,
  tiendo,
  board,
  ranking,
  targets,
  deadlines,
  extension,
  proposal,
  handOver,
  review,
  inspection,
  scoring,
  collection,
  nudge,
  adHoc,
  regimes,
  exportFiles,
  invite,
  owners,
  calendar,
  undelivered,
  forms,
  group,
  help,
  support,
  upload,
  resume,
  cancel,
  reminderSettings,
  channels,
  language,
  myData,
  deleteData,
  auditLog,
  link,
  start,
  obligation,
  input,
  inspectionBoard,
];
