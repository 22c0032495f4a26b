import { lint } from '../steps/lint.ts';
import { runTask } from '../steps/task.ts';

await runTask(lint);
