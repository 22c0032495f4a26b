import { memoryStore } from '../../src/stores/memory/memory-store.ts';
import { storeContract } from '../contracts/store-contract.ts';

import { hastyClock } from '../real/hasty-clock.ts';

const open = () =>
  Promise.resolve({ store: memoryStore(hastyClock()), [Symbol.asyncDispose]: () => Promise.resolve() });

storeContract('memory', open, { partBytes: 100_000, manyObjects: 2_500 });
