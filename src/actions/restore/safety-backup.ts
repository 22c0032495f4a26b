import { openCipher, openCounterpart } from '../../ciphers/registry.ts';
import { parseCompression } from '../../codecs/registry.ts';
import { Failure } from '../../domain/failure.ts';
import { safetySourceName } from '../../domain/restore-outcome.ts';
import { openSource, type SourceRequest } from '../../engines/registry.ts';
import type { Cipher } from '../../ports/cipher.ts';
import type { Safeguard } from '../../usecases/restore-backup.ts';
import { takeBackup } from '../../usecases/take-backup.ts';
import type { ActionContext } from '../context.ts';
import type { InputReader } from '../input-reader.ts';
import { spoolInput } from '../spool-input.ts';
import type { RestoreInputs } from './inputs.ts';

/** Backs up the whole target, under a source name of its own. @throws Failure for a compression that is none, at once */
export function safeguard(inputs: RestoreInputs, database: SourceRequest, context: ActionContext): Safeguard {
  const { runtime } = context;
  const { reader, compression, sourceName } = inputs;
  const codec = parseCompression(compression);
  return async () => {
    const cipher = await safetyCipher(reader);
    const source = await openSource(database);
    return async (store) => {
      await using spool = await spoolInput(reader, context);
      const { manifest } = await takeBackup({
        ...context,
        sourceName: safetySourceName(sourceName),
        ...{ source, kind: 'full', tables: [], excludeTables: [], digest: 'stream', minBytes: 1, codec, cipher, spool },
        stores: [store],
        run: runtime.run,
        signal: runtime.signal,
      });
      return { source: manifest.source, id: manifest.id, store: store.name, snapshotAt: manifest.snapshotAt };
    };
  };
}

/** Seals for `recipients`, or else for whoever can open the backup that is restored. */
async function safetyCipher(reader: InputReader): Promise<Cipher> {
  const [recipients, encryption] = [reader.text('recipients'), reader.text('encryption')];
  if (recipients !== '' || encryption !== '') return await openCipher({ recipients, encryption });
  const [identity, passphrase] = [reader.secret('identity'), reader.secret('passphrase')];
  if (identity !== undefined || passphrase !== undefined) return await openCounterpart({ identity, passphrase });
  throw new Failure('input-missing', 'nothing says who can open the safety backup of the target', {
    hint: 'give recipients (age or OpenPGP public keys), or write encryption: none; safety-backup: false does without it',
  });
}
