export const id = 883;
export const ids = [883];
export const modules = {

/***/ 71883:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  encryptAndUpload: () => (/* binding */ encryptAndUpload)
});

// EXTERNAL MODULE: ./src/codecs/registry.ts + 4 modules
var registry = __webpack_require__(83499);
// EXTERNAL MODULE: ./src/domain/bytes.ts
var bytes = __webpack_require__(27207);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/process/launcher.ts + 1 modules
var launcher = __webpack_require__(65557);
;// CONCATENATED MODULE: ./src/engines/command/command-source.ts


/** What a command writes to its standard output; complete only if it exits with 0. Its output and its errors are never printed. */
function commandSource({ launcher, clock, workFolder, command }) {
    return {
        engine: 'command',
        dump({ signal }) {
            const snapshotAt = clock.now();
            // The text goes through the environment: arguments can be read by everyone on the machine. It goes no further than to this bash,
            // since the command line of Muster, which the text may call, would take the variable for its input.
            const args = [
                '--noprofile',
                '--norc',
                '-euo',
                'pipefail',
                '-c',
                'export -n MUSTER_COMMAND; eval "$MUSTER_COMMAND"',
            ];
            const running = launcher.start({ file: 'bash', args, env: { MUSTER_COMMAND: command }, cwd: workFolder, isBulky: true }, signal);
            running.stdin.end();
            return Promise.resolve({
                snapshotAt,
                server: {},
                position: {},
                tools: {},
                format: 'bytes',
                extension: '.bin',
                portability: [],
                companions: [],
                bytes: () => exitGated(running.output()),
                fingerprint: () => Promise.resolve(undefined),
                [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
            });
        },
    };
}
async function* exitGated(output) {
    try {
        yield* output;
    }
    catch (thrown) {
        if (!(thrown instanceof launcher/* ProcessFailure */.i))
            throw thrown;
        const how = thrown.signal === null ? `ended with status ${thrown.status}` : `was ended by ${thrown.signal}`;
        throw new failure/* Failure */.HR('dump-failed', `the command ${how}; nothing was kept of its output`, {
            cause: thrown,
            hint: 'run the command by hand; its own messages are not shown, since they may hold data',
        });
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./src/engines/files/files-source.ts




/** Files and folders as one tar stream, made by the stock `tar`: a file that changes or goes away meanwhile fails the backup. */
function filesSource({ launcher, clock, workFolder, paths }) {
    return {
        engine: 'files',
        async dump({ signal }) {
            const found = await expand(paths, workFolder);
            const version = firstLine(await launcher.capture({ file: 'tar', args: ['--version'] }));
            const tar = launcher.start({
                file: 'tar',
                args: [
                    '--create',
                    '--file=-',
                    '--format=posix',
                    '--sort=name',
                    '--verbatim-files-from',
                    '--null',
                    '--files-from=-',
                ],
                cwd: workFolder,
                isBulky: true,
            }, signal);
            tar.stdin.end(found.map((path) => `${path}\0`).join(''));
            return {
                snapshotAt: clock.now(),
                server: {},
                position: {},
                tools: { tar: version },
                format: 'tar',
                extension: '.tar',
                portability: [],
                companions: [],
                bytes: () => files_source_exitGated(tar.output()),
                fingerprint: () => Promise.resolve(undefined),
                [Symbol.asyncDispose]: () => tar[Symbol.asyncDispose](),
            };
        },
    };
}
async function expand(paths, workFolder) {
    const found = new Set();
    for (const path of paths) {
        const matches = await matchesOf(path, workFolder);
        if (matches.length === 0)
            throw new failure/* Failure */.HR('source-missing', `no file matches ${JSON.stringify(path)} of input "files"`);
        for (const match of matches)
            found.add(match);
    }
    return await withoutCovered([...found].sort(), workFolder);
}
async function matchesOf(path, workFolder) {
    const isPattern = /[*?[{]/.test(path) && (await statOf((0,external_node_path_.resolve)(workFolder, path))) === undefined;
    return isPattern ? await Array.fromAsync((0,promises_.glob)(path, { cwd: workFolder })) : [path];
}
/** Leaves out what lies in a folder that is named as well: tar would store it twice. A link to a folder does not bring what lies in it. */
async function withoutCovered(paths, workFolder) {
    const folders = new Set();
    for (const path of paths) {
        const place = (0,external_node_path_.resolve)(workFolder, path);
        if ((await statOf(place))?.isDirectory())
            folders.add(place);
    }
    return paths.filter((path) => !hasAncestor((0,external_node_path_.resolve)(workFolder, path), folders));
}
function hasAncestor(place, folders) {
    for (let at = place; (0,external_node_path_.dirname)(at) !== at; at = (0,external_node_path_.dirname)(at))
        if (folders.has((0,external_node_path_.dirname)(at)))
            return true;
    return false;
}
/** What lies at a path, or undefined where nothing does that we can see; a link is itself. */
async function statOf(path) {
    return await (0,promises_.lstat)(path).catch(() => undefined);
}
/** tar's own messages name files only. What it says of every archive, or at every end, is not the reason. */
async function* files_source_exitGated(output) {
    try {
        yield* output;
    }
    catch (thrown) {
        if (!(thrown instanceof launcher/* ProcessFailure */.i))
            throw thrown;
        const complaints = thrown.stderr.split('\n').filter((line) => line.startsWith('tar: ') && !isUsual.test(line));
        const [reason = thrown.message] = thrown.signal === null ? complaints : [];
        throw new failure/* Failure */.HR('dump-failed', reason, {
            cause: thrown,
            hint: 'see that every path of input "files" exists, can be read, and does not change meanwhile',
        });
    }
}
const isUsual = /^tar: (?:Removing leading|Exiting with failure status)/;
function firstLine(text) {
    return text.split('\n')[0] ?? '';
}

// EXTERNAL MODULE: ./src/stores/with/read-only.ts
var read_only = __webpack_require__(46422);
// EXTERNAL MODULE: ./src/domain/manifest.ts + 1 modules
var domain_manifest = __webpack_require__(48660);
// EXTERNAL MODULE: ./src/domain/object-key.ts
var object_key = __webpack_require__(16759);
// EXTERNAL MODULE: ./src/domain/sealed-fingerprint.ts
var sealed_fingerprint = __webpack_require__(61891);
// EXTERNAL MODULE: ./src/pipeline/backup-reader.ts
var backup_reader = __webpack_require__(81044);
// EXTERNAL MODULE: ./src/pipeline/backup-writer.ts + 4 modules
var backup_writer = __webpack_require__(10784);
// EXTERNAL MODULE: ./src/pipeline/backup-finder.ts
var backup_finder = __webpack_require__(63487);
// EXTERNAL MODULE: ./src/pipeline/missing-source.ts
var missing_source = __webpack_require__(21990);
// EXTERNAL MODULE: ./src/pipeline/measure.ts
var measure = __webpack_require__(84162);
// EXTERNAL MODULE: ./src/pipeline/record-object.ts
var record_object = __webpack_require__(52461);
;// CONCATENATED MODULE: ./src/usecases/replicate-backup.ts










/**
 * Brings a backup from one store to others, as it is or sealed for other recipients, in one stream. Its bytes are held against its
 * manifest on the way; the copy exists once its manifest does.
 */
async function replicateBackup(request) {
    const { from, sourceName, kind, clock, progress, signal, cipher } = request;
    const start = clock.monotonicSeconds();
    progress.stage('find the backup');
    const entry = await (0,backup_finder/* selectBackup */.V)(from, request);
    if (entry === undefined)
        throw await (0,missing_source/* missingSource */.a)([from], { source: sourceName, kinds: [kind] }, signal);
    const { manifest } = entry;
    if (manifest === undefined)
        throw new failure/* Failure */.HR('manifest-invalid', `the manifest of ${entry.address.id} cannot be used`);
    const reading = { store: from, manifest, manifestSha256: entry.manifestSha256, signal };
    const missing = await storesWithout(entry, request);
    const present = request.stores.filter((store) => !missing.includes(store)).map(({ name }) => ({ store: name }));
    if (missing.length === 0) {
        await copyVerifications(entry, request, () => true); // only one that is sealed as it is can be there
        const seconds = clock.monotonicSeconds() - start;
        return { manifest, stores: present, seconds, notes: ['it was there already'], keepsProof: cipher === undefined };
    }
    const writer = new backup_writer/* BackupWriter */.u({ ...request, stores: missing, address: entry.address });
    try {
        progress.stage(cipher === undefined ? 'copy' : 'seal');
        progress.expect((0,domain_manifest/* storedSizeOf */.IU)(manifest));
        const written = cipher === undefined ? await copy(writer, reading) : await seal(writer, reading, cipher, request.keys);
        const outcomes = await writer.commit(written.manifestText);
        const failed = new Set(outcomes.filter(({ failure }) => failure !== undefined).map(({ store }) => store));
        if (cipher === undefined)
            await copyVerifications(entry, request, (store) => !failed.has(store.name));
        return {
            manifest: written.manifest,
            stores: [...present, ...outcomes],
            seconds: clock.monotonicSeconds() - start,
            notes: [`from ${from.name}${cipher === undefined ? ', byte for byte' : ', sealed on the way'}`],
            keepsProof: cipher === undefined,
        };
    }
    catch (thrown) {
        await writer.discard();
        throw thrown;
    }
}
async function copy(writer, reading) {
    const { manifest } = reading;
    const { text } = await (0,backup_reader/* storedManifest */.fW)(reading);
    for (const object of manifest.objects)
        await writer.write({ ...object, plain: (0,backup_reader/* storedBytes */.Zk)(object, reading) }, {});
    return { manifest, manifestText: text };
}
/**
 * Encrypts what was not encrypted, or for others than before. What was compressed stays compressed. A new seal must not hide that the old
 * one was broken.
 */
async function seal(writer, reading, cipher, keys) {
    const { manifest } = reading;
    const { content, manifestSha256 } = await (0,backup_reader/* readFingerprint */.bi)(reading, keys);
    await (0,backup_reader/* assertManifestSealed */.Uq)(reading, manifestSha256);
    const objects = [];
    for (const object of manifest.objects.filter(({ role }) => role !== 'fingerprint'))
        objects.push(await sealObject(writer, object, reading, cipher, keys));
    const draft = { ...manifest, objects, encryption: cipher.encryption };
    const text = (0,sealed_fingerprint/* serializeFingerprint */.TW)({
        format: 'muster/fingerprint/v1',
        manifestSha256: (0,measure/* sha256Hex */.fg)((0,domain_manifest/* sealedPart */._M)((0,domain_manifest/* serializeManifest */.MZ)(draft))),
        ...(content && { content }),
    });
    const fingerprint = (0,backup_reader/* objectOf */.Xy)(manifest, 'fingerprint');
    const codec = fingerprint.formats.map((name) => keys.codecNamed(name)).find((found) => found !== undefined);
    const plain = (0,measure/* once */.Oo)(Buffer.from(text));
    const sealed = await writer.write({ role: 'fingerprint', name: 'fingerprint.json', formats: ['json'], plain }, { codec, cipher });
    const resealed = { ...draft, objects: [...objects, sealed] };
    return { manifest: resealed, manifestText: (0,domain_manifest/* serializeManifest */.MZ)(resealed) };
}
async function sealObject(writer, object, reading, cipher, keys) {
    const { format } = reading.manifest.encryption;
    return await writer.write({
        role: object.role,
        name: object.name.replace(/\.(age|gpg)$/, ''),
        formats: object.formats.filter((name) => name !== format),
        plain: (0,backup_reader/* packedBytes */.uM)(object, reading, keys),
        plainSizeBytes: object.plainSizeBytes,
    }, { cipher });
}
/** The stores that do not have the backup yet. @throws Failure `backup-exists` where one has another of the same id */
async function storesWithout(entry, request) {
    const { stores, cipher, signal } = request;
    const missing = [];
    for (const store of stores) {
        const present = await manifestIn(store, entry.address, signal);
        if (present === undefined)
            missing.push(store);
        else if (cipher !== undefined || present.sha256 !== entry.manifestSha256) {
            throw new failure/* Failure */.HR('backup-exists', `${store.name} already has a backup with the id ${entry.address.id}`, {
                hint: 'nothing is written over; a copy that is encrypted for others keeps the id, so give it a store of its own, such as another prefix of the bucket',
            });
        }
    }
    return missing;
}
async function manifestIn(store, address, signal) {
    if ((await store.stat(`${(0,object_key/* folderOf */.yS)(address)}${object_key/* manifestName */.vS}`, signal)) === undefined)
        return undefined;
    return await (0,record_object/* manifestObject */.b)(store, address, signal);
}
/** The same bytes keep their proof, and what later drills said of them, also where the backup was there before. */
async function copyVerifications(entry, { from, stores, signal }, hasBackup) {
    const records = entry.keys.filter((key) => key.startsWith(`${entry.folder}verifications/`));
    for (const key of records) {
        const { bytes } = await (0,record_object/* recordObject */.N)(from, key, { code: 'verification-invalid', signal });
        for (const store of stores.filter(hasBackup)) {
            if ((await store.stat(key, signal)) === undefined)
                await store.putIfAbsent(key, bytes, signal);
        }
    }
}

// EXTERNAL MODULE: ./src/usecases/take-backup.ts
var take_backup = __webpack_require__(44972);
// EXTERNAL MODULE: ./src/actions/sealing-input.ts
var sealing_input = __webpack_require__(49553);
// EXTERNAL MODULE: ./src/actions/spool-input.ts
var spool_input = __webpack_require__(61801);
// EXTERNAL MODULE: ./src/actions/store-input.ts + 1 modules
var store_input = __webpack_require__(82799);
// EXTERNAL MODULE: ./src/actions/written-backup.ts + 1 modules
var written_backup = __webpack_require__(30136);
// EXTERNAL MODULE: ./src/domain/backup-selector.ts
var backup_selector = __webpack_require__(768);
// EXTERNAL MODULE: ./src/domain/kind.ts
var kind = __webpack_require__(76040);
// EXTERNAL MODULE: ./src/actions/input-reader.ts + 1 modules
var input_reader = __webpack_require__(23591);
;// CONCATENATED MODULE: ./src/actions/encrypt-and-upload/inputs.ts






const inputNames = [
    'config',
    'source',
    'from',
    'kind',
    'backup',
    'files',
    'command',
    'store',
    ...sealing_input/* sealingInputNames */.WM,
    'identity',
    'compression',
    'min-bytes',
    'spool-budget',
];
/** Reads the inputs of `encrypt-and-upload`. @throws Failure that names the input that is wrong */
function readInputs(runtime) {
    const reader = (0,input_reader/* inputReader */.c)(runtime, inputNames);
    return {
        reader,
        sourceName: (0,object_key/* parseSourceName */.mN)(reader.required('source')),
        material: readMaterial(reader),
        compression: reader.text('compression', 'zstd'),
    };
}
function readMaterial(reader) {
    const paths = reader.lines('files');
    const command = reader.text('command');
    const given = ['from', 'files', 'command'].filter((name) => reader.text(name) !== '');
    if (given.length > 1) {
        throw new failure/* Failure */.HR('input-invalid', `inputs ${given.map((name) => `"${name}"`).join(' and ')} exclude each other`, {
            hint: 'one run stores one thing: an existing backup, files, or the output of a command',
        });
    }
    if (paths.length > 0)
        return { is: 'files', paths };
    if (command !== '')
        return { is: 'command', command };
    return {
        is: 'backup',
        kind: reader.oneOf('kind', kind/* backupKinds */.A, 'full'),
        selector: (0,backup_selector/* parseSelector */.Pl)(reader.text('backup', 'latest')),
    };
}

;// CONCATENATED MODULE: ./src/actions/encrypt-and-upload/wire.ts
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});












/** `encrypt-and-upload`: brings a backup, files or a command's output, sealed, to one or more stores. */
async function encryptAndUpload(context) {
    const inputs = readInputs(context.runtime);
    const stores = await (0,store_input/* storesInput */.lM)(inputs.reader, 'store', context);
    const { material } = inputs;
    const written = material.is === 'backup'
        ? await bring(material, inputs, stores, context)
        : await take(material, inputs, stores, context);
    await (0,written_backup/* reportWritten */.w)(written, stores, context);
}
async function bring({ kind, selector }, { reader, sourceName }, stores, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { runtime } = context;
        const cipher = (0,sealing_input/* hasSealing */.A)(reader) ? await (0,sealing_input/* sealingInput */.Ej)(reader) : undefined;
        const { store: from } = await (0,store_input/* firstStoreInput */.YC)(reader, 'from', context);
        const spool = __addDisposableResource(env_1, await (0,spool_input/* spoolInput */.i)(reader, context), true);
        return await replicateBackup({
            ...context,
            sourceName,
            kind,
            selector,
            from: (0,read_only/* readOnly */.T)(from),
            stores: stores.map(({ store }) => store),
            ...(cipher && { cipher }),
            keys: (0,sealing_input/* openingInput */.d6)(reader),
            spool,
            signal: runtime.signal,
        });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function take(material, { reader, sourceName, compression }, stores, context) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { runtime } = context;
        const codec = (0,registry/* parseCompression */.G)(compression);
        const cipher = await (0,sealing_input/* sealingInput */.Ej)(reader);
        const spool = __addDisposableResource(env_2, await (0,spool_input/* spoolInput */.i)(reader, context), true);
        return await (0,take_backup/* takeBackup */.a)({
            ...context,
            sourceName,
            source: sourceOf(material, context),
            kind: material.is,
            tables: [],
            excludeTables: [],
            digest: 'stream',
            minBytes: (0,bytes/* parseBytes */.C)(reader.text('min-bytes', '1'), 'min-bytes'),
            codec,
            cipher,
            stores: stores.map(({ store }) => store),
            spool,
            run: runtime.run,
            signal: runtime.signal,
        });
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
function sourceOf(material, { runtime, ...context }) {
    const { workFolder } = runtime;
    return material.is === 'files'
        ? filesSource({ ...context, workFolder, paths: material.paths })
        : commandSource({ ...context, workFolder, command: material.command });
}


/***/ }),

/***/ 30136:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ reportWritten)
});

// EXTERNAL MODULE: ./src/domain/bytes.ts
var domain_bytes = __webpack_require__(27207);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/domain/manifest.ts + 1 modules
var domain_manifest = __webpack_require__(48660);
// EXTERNAL MODULE: ./src/domain/duration.ts
var duration = __webpack_require__(34678);
// EXTERNAL MODULE: ./src/domain/fingerprint.ts
var fingerprint = __webpack_require__(41796);
// EXTERNAL MODULE: ./src/domain/retention/trust.ts
var trust = __webpack_require__(49815);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(54285);
// EXTERNAL MODULE: ./src/report/portability-section.ts
var portability_section = __webpack_require__(97975);
;// CONCATENATED MODULE: ./src/report/backup-summary.ts







/** The page for a person: is there a backup, where, how large, who can open it. */
function backupSummary(written) {
    const { manifest, stores, size, seconds, notes = [] } = written;
    const failed = stores.filter(({ failure }) => failure !== undefined).length;
    const title = failed === 0
        ? `## ✅ ${(0,markdown/* plain */.pj)(manifest.source)} is backed up`
        : `## ❌ ${(0,markdown/* plain */.pj)(manifest.source)}: ${failed} of ${stores.length} stores failed`;
    const storedBytes = (0,domain_manifest/* storedSizeOf */.IU)(manifest);
    const plainBytes = manifest.objects.find(({ role }) => role === 'data')?.plainSizeBytes ?? 0;
    const facts = [
        ['backup', `\`${manifest.id}\``],
        ['what', [...new Set([manifest.kind, serverName(manifest)]), `snapshot of ${manifest.snapshotAt}`].join(' · ')],
        ...(size ? [['content', (0,fingerprint/* sizeInWords */._)(size)]] : []),
        ['size', `${(0,domain_bytes/* formatBytes */.z)(storedBytes)} stored, ${(0,domain_bytes/* formatBytes */.z)(plainBytes)} before compression`],
        ['took', `${(0,duration/* formatDuration */.a3)(seconds)} (${(0,domain_bytes/* formatBytes */.z)(plainBytes / Math.max(seconds, 0.001))}/s)`],
        ['can be opened by', recipients(manifest)],
    ];
    const outcomes = stores.map(({ store, failure }) => [
        (0,markdown/* plain */.pj)(store),
        failure === undefined ? '✅ stored' : `❌ ${(0,markdown/* plain */.pj)(failure.message)} — ${(0,markdown/* plain */.pj)(failure.hint)}`,
    ]);
    return (0,markdown/* page */.MY)(title, (0,markdown/* table */.tp)(['', ''], facts), (0,markdown/* table */.tp)(['store', 'outcome'], outcomes), (0,markdown/* list */.p_)(notes.map(markdown/* plain */.pj)), (0,markdown/* nextSteps */.Zn)(stepsAfter(written)), (0,portability_section/* portabilitySection */.h)(manifest));
}
function stepsAfter({ manifest, stores, keepsProof = false }) {
    const isLacking = stores.some(({ failure }) => failure !== undefined);
    return [
        ...(isLacking
            ? [`Bring it to the stores that lack it, with \`encrypt-and-upload\` and \`backup: ${manifest.id}\`.`]
            : []),
        ...(keepsProof || !(0,trust/* canBeProven */._g)(manifest.kind)
            ? []
            : [`Prove it, unless this run goes on to do so: \`restore-verify\` with \`backup: ${manifest.id}\`.`]),
    ];
}
/** Of files and of a command, this is the kind. */
function serverName({ server, engine }) {
    return (0,markdown/* plain */.pj)([server['flavour'] ?? engine, server['version'] ?? ''].join(' ').trim());
}
function recipients({ encryption }) {
    if (encryption.format === 'none')
        return '⚠️ anyone who can read the store: it is not encrypted';
    return `${encryption.recipients.map((recipient) => `\`${(0,markdown/* plain */.pj)(recipient)}\``).join(', ')} (${encryption.format})`;
}

// EXTERNAL MODULE: ./src/actions/output-report.ts
var output_report = __webpack_require__(97329);
;// CONCATENATED MODULE: ./src/actions/written-backup.ts





/** What a run that wrote a backup gives out. @throws the failure of a store that does not have the backup */
async function reportWritten(written, stores, { runtime }) {
    const { manifest } = written;
    const bytes = (0,domain_manifest/* storedSizeOf */.IU)(manifest);
    runtime.output('backup-id', manifest.id);
    runtime.output('bytes', String(bytes));
    runtime.output('store', stores.map(({ url }) => url).join('\n'));
    await (0,output_report/* outputReport */.w)(runtime, 'report', manifest.id, written);
    const failure = failureOf(written);
    await runtime.summary(backupSummary(written), failure);
    runtime.result(`backup ${manifest.id}: ${(0,domain_bytes/* formatBytes */.z)(bytes)} in ${written.stores.map(({ store }) => store).join(', ')}`);
    if (failure !== undefined)
        throw failure;
}
function failureOf({ manifest, stores }) {
    const failed = stores.filter((outcome) => outcome.failure !== undefined);
    const [first] = failed;
    if (first?.failure === undefined)
        return undefined;
    const names = failed.map(({ store }) => store).join(', ');
    return new failure/* Failure */.HR(first.failure.code, `backup ${manifest.id} is not in ${names}: ${first.failure.message}`, {
        hint: `${first.failure.hint}; the other stores have it`,
        cause: first.failure,
        isPartial: true,
    });
}


/***/ }),

/***/ 49815:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W2: () => (/* binding */ isTrusted),
/* harmony export */   _g: () => (/* binding */ canBeProven),
/* harmony export */   i1: () => (/* binding */ wordForTrust),
/* harmony export */   rI: () => (/* binding */ isKnownBad),
/* harmony export */   wP: () => (/* binding */ isWhole)
/* harmony export */ });
/** Whether a drill can prove backups of this kind. Files and the output of commands have no server to be restored into. */
function canBeProven(kind) {
    return kind === 'full' || kind === 'schema';
}
/**
 * Whether a backup is good enough to let older ones go: whole in the store and proven by a drill. Where a kind cannot be proven, whole
 * must do: every object that the manifest names is there in its size, and nothing bad is known.
 */
function isTrusted(entry) {
    if (entry.manifest === undefined || entry.faults.length > 0)
        return false;
    return canBeProven(entry.address.kind) ? entry.proven : !isKnownBad(entry);
}
/** Whether something is known to be wrong with a backup: it failed its last decisive drill, or objects are missing. */
function isKnownBad(entry) {
    const decision = entry.verifications.find(({ verdict }) => verdict !== 'could-not-tell');
    return entry.faults.length > 0 || decision?.verdict === 'failed';
}
/** The word for what makes a backup of this kind trusted. */
function wordForTrust(kind) {
    return canBeProven(kind) ? 'proven' : 'whole';
}
/** Whether a backup holds all that there was; one whose manifest cannot be read is taken for it. */
function isWhole({ manifest }) {
    return manifest?.chosenTables !== true;
}


/***/ }),

/***/ 97975:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ portabilitySection),
/* harmony export */   y: () => (/* binding */ foldedPortability)
/* harmony export */ });
/* harmony import */ var _domain_counted_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63714);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(54285);


/** What a person has to know before a restore on another server; empty where nothing is recorded. */
function portabilitySection(manifest) {
    const notes = notesOf(manifest);
    return notes === '' ? '' : `For a restore on another server:\n\n${notes}`;
}
/** The same for a page that is read beside the one of the backup, which says it already. */
function foldedPortability(manifest) {
    const things = (0,_domain_counted_js__WEBPACK_IMPORTED_MODULE_0__/* .counted */ .h)(manifest.portability?.length ?? 0, 'thing');
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .folded */ .TM)(`for a restore on another server: ${things} to know`, notesOf(manifest));
}
function notesOf({ portability = [] }) {
    if (portability.length === 0)
        return '';
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['about', 'to know'], portability.map(({ topic, detail }) => [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(topic), (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .plain */ .pj)(detail)]));
}


/***/ }),

/***/ 46422:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ readOnly)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);

/** The store for someone who only reads: whatever would change it throws a Failure `bug` and touches nothing. */
function readOnly(store) {
    const refuse = (verb, key) => Promise.reject(new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('bug', `a reader tried to ${verb} ${key} in ${store.name}`));
    return {
        name: store.name,
        get: (key, signal) => store.get(key, signal),
        stat: (key, signal) => store.stat(key, signal),
        list: (prefix, signal) => store.list(prefix, signal),
        put: (key) => refuse('write', key),
        putIfAbsent: (key) => refuse('write', key),
        remove: (key) => refuse('remove', key),
        async *abandoned(prefix, signal) {
            for await (const upload of store.abandoned(prefix, signal)) {
                yield { ...upload, abort: () => refuse('abort the upload of', upload.key) };
            }
        },
    };
}


/***/ })

};
