import { describe } from 'node:test';
import { describeAbandoned, describeConditionalWriting, describeFailedWriting } from './store-contract-failing.ts';
import { describeListing, describeReading, describeRemoving } from './store-contract-reading.ts';
import { describeWriting } from './store-contract-writing.ts';
import type { OpenedStore, StoreTraits } from './store-probe.ts';

/** Every promise of the port `Store`, tried on empty stores that `open` makes. */
export function storeContract(name: string, open: () => Promise<OpenedStore>, traits: StoreTraits): void {
  describe(`${name} as a store`, () => {
    describeWriting(open, traits);
    describeFailedWriting(open, traits);
    describeConditionalWriting(open);
    describeReading(open, traits);
    describeListing(open, traits);
    describeRemoving(open);
    describeAbandoned(open, traits);
  });
}
