import { createHash } from 'node:crypto';
import { openCipher, openOpener } from '../../src/ciphers/registry.ts';
import { codecNamed } from '../../src/codecs/registry.ts';
import { Secret } from '../../src/domain/secret.ts';
import {
  companionsOf,
  parseManifest,
  sealedPart,
  serializeManifest,
  type Manifest,
  type ManifestObject,
} from '../../src/domain/manifest.ts';
import { folderOf, manifestName } from '../../src/domain/object-key.ts';
import type { CatalogEntry } from '../../src/domain/catalog.ts';
import { parseFingerprint, serializeFingerprint } from '../../src/domain/sealed-fingerprint.ts';
import type { Store } from '../../src/ports/store.ts';
import { once } from '../../src/pipeline/measure.ts';
import { collect } from '../contracts/byte-streams.ts';
import { partsOf } from './parts-of.ts';

const never = new AbortController().signal;

/**
 * Changes the dump inside a stored backup and makes everything around it fit again: digests, sizes, the seal of the manifest. What is left
 * to find the change is the proof itself.
 *
 * @param change gets the plain dump and returns the forged one.
 */
export async function forgeBackup(
  store: Store,
  { address }: Pick<CatalogEntry, 'address'>,
  keys: { readonly recipients: string; readonly identity: string },
  change: (dump: Buffer) => Buffer,
): Promise<void> {
  const folder = folderOf(address);
  const text = await textOf(store, `${folder}${manifestName}`);
  const manifest = parseManifest(text, manifestName);
  const opened = async (role: string): Promise<Buffer> => {
    const object = manifest.objects.find((candidate) => candidate.role === role);
    if (object === undefined) throw new Error(`no ${role}`);
    const opener = await openOpener({ format: manifest.encryption.format, identity: new Secret(keys.identity) });
    const packed = opener.open(store.get(`${folder}${object.name}`, never));
    const codec = object.formats.map(codecNamed).find((found) => found !== undefined);
    return await collect(codec?.decompress(packed) ?? packed);
  };
  const sealed = async (role: string, plain: Buffer): Promise<ManifestObject> => {
    const object = manifest.objects.find((candidate) => candidate.role === role);
    if (object === undefined) throw new Error(`no ${role}`);
    const cipher = await openCipher({ recipients: keys.recipients });
    const codec = object.formats.map(codecNamed).find((found) => found !== undefined);
    const packed = codec?.compress(once(plain)) ?? once(plain);
    const bytes = await collect(cipher.seal(packed));
    await store.put(`${folder}${object.name}`, partsOf(bytes, 8 * 1024 ** 2), never);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { ...object, sizeBytes: bytes.length, sha256, plainSizeBytes: plain.length };
  };
  const data = await sealed('data', change(await opened('data')));
  const fingerprint = parseFingerprint((await opened('fingerprint')).toString(), 'fingerprint');
  const draft: Manifest = { ...manifest, objects: [data, ...companionsOf(manifest)] };
  const manifestSha256 = createHash('sha256')
    .update(sealedPart(serializeManifest(draft)))
    .digest('hex');
  const resealed = await sealed('fingerprint', Buffer.from(serializeFingerprint({ ...fingerprint, manifestSha256 })));
  await store.remove(`${folder}${manifestName}`, never);
  const forged = serializeManifest({ ...draft, objects: [...draft.objects, resealed] });
  await store.putIfAbsent(`${folder}${manifestName}`, Buffer.from(forged), never);
}

async function textOf(store: Store, key: string): Promise<string> {
  return (await collect(store.get(key, never))).toString('utf8');
}
