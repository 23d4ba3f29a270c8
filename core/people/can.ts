import type { Role } from './role.ts';

/** One membership with what it opens: the agency itself, and all agencies its role looks after. */
export interface Grant {
  role: Role;
  agencyId: number;
  /** Agency whose subtree is `reach`. */
  seatId: number;
  reach: ReadonlySet<number>;
}

/** Whoever is asking, with every right they have. */
export interface Actor {
  personId: number;
  name: string;
  grants: readonly Grant[];
}

export type Action =
  /** Say how an obligation of the agency stands, ask for more time. */
  | 'update'
  /** See the agency's obligations and figures. */
  | 'view'
  /** Accept or return what was claimed, decide on more time. */
  | 'review'
  /** Make invites for the agency. */
  | 'invite'
  /** Let a group chat see the agency's figures. */
  | 'register_group'
  /** Send a difficulty or a proposal in the agency's name. */
  | 'propose'
  /** Answer what was passed on to the agency. */
  | 'respond'
  /** Pass on to a colleague what one answers for there oneself. */
  | 'hand_over'
  /** See which messages people of the agency did not get, and send them again. */
  | 'resend'
  /** See who saw and changed what at the agency. */
  | 'audit'
  /** Choose when an agency's people are reminded, and after how long others hear of it. */
  | 'set_reminders'
  /** Remind all who are late there, at once. */
  | 'remind'
  /** Get the consolidated report, figures and tasks of all below as files. */
  | 'export'
  /** Say what an inspection found at the agency, and when it is over there. */
  | 'inspect'
  /** Verify how agencies scored themselves, and publish it; asked of who issued the list. */
  | 'verify_scores'
  /** Enter what came of a plan's targets, and set how agencies are ranked. */
  | 'set_targets'
  /** Change the office's days off, hours and rule for due dates; asked of the top of the tree. */
  | 'calendar';

type Extent = 'own' | 'reach';

/** Role × action: over which agencies. What is not listed is refused. */
export const POLICY: Readonly<Record<Action, Partial<Record<Role, Extent>>>> = {
  update: { official: 'own', head: 'own' },
  view: { official: 'own', head: 'own', coordinator: 'reach', leader: 'reach', admin: 'reach' },
  review: { coordinator: 'reach' },
  invite: { coordinator: 'reach', admin: 'reach' },
  register_group: { coordinator: 'reach', admin: 'reach' },
  propose: { official: 'own', head: 'own' },
  respond: { official: 'own', head: 'own' },
  hand_over: { official: 'own', head: 'own', coordinator: 'own' },
  resend: { coordinator: 'reach', admin: 'reach' },
  audit: { admin: 'reach' },
  set_reminders: { coordinator: 'reach', admin: 'reach' },
  remind: { coordinator: 'reach' },
  export: { coordinator: 'reach', leader: 'reach' },
  inspect: { coordinator: 'reach' },
  verify_scores: { coordinator: 'reach' },
  set_targets: { coordinator: 'reach' },
  calendar: { coordinator: 'reach', admin: 'reach' },
};

/** The one place that says yes: may this person do this to this agency? */
export function can(actor: Actor, action: Action, agencyId: number): boolean {
  return scopeOf(actor, action).has(agencyId);
}

/** All agencies over which the person may do this. */
export function scopeOf(actor: Actor, action: Action): Set<number> {
  const scope = new Set<number>();
  for (const grant of actor.grants) {
    const extent = POLICY[action][grant.role];
    if (extent === 'own') scope.add(grant.agencyId);
    if (extent === 'reach') for (const id of grant.reach) scope.add(id);
  }
  return scope;
}

/** Has the role anywhere. For wording and menus only, never for access. */
export function hasRole(actor: Actor, ...roles: Role[]): boolean {
  return actor.grants.some((grant) => roles.includes(grant.role));
}
