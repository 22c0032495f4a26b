import type { RestorePlan } from '../../../ports/target.ts';
import { chooseWay } from './choose-way.ts';
import type { TargetPart } from './part.ts';
import { stageBeside } from './stage-beside.ts';
import { stageInTransaction } from './stage-in-transaction.ts';

/** The whole database, beside what is there or in one transaction. */
export const wholeDatabase: TargetPart = {
  assess: async (access, need): Promise<RestorePlan> => (await chooseWay(access, need)).plan,
  load: (access, bytes, plan, need) =>
    plan.way === 'transaction' ? stageInTransaction(access, bytes, plan, need) : stageBeside(access, bytes, plan, need),
};
