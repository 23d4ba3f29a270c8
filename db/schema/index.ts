export * from './conversations.ts';
export * from './messaging.ts';
export * from './obligations.ts';
export * from './organisation.ts';
export * from './people.ts';
export * from './plans.ts';
export * from './reports.ts';
export * from './system.ts';
