export const id = 584;
export const ids = [584];
export const modules = {

/***/ 91624:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ unlessAborted),
/* harmony export */   Z: () => (/* binding */ abortable)
/* harmony export */ });
/**
 * The items of a source that may keep its reader waiting: when the signal is aborted, reading ends at once with the signal's reason, even
 * if the source never answers.
 */
async function* abortable(items, signal) {
    const iterator = items[Symbol.asyncIterator]();
    let isWaiting = false;
    try {
        for (;;) {
            isWaiting = true;
            const next = await unlessAborted(iterator.next(), signal);
            isWaiting = false;
            if (next.done === true)
                return;
            yield next.value;
        }
    }
    finally {
        const returned = iterator.return?.();
        // A source that is still waiting cannot be asked to clean up before its wait is over.
        if (isWaiting)
            returned?.catch(() => undefined);
        else
            await returned;
    }
}
/** What the promise resolves to, or a rejection with the signal's reason if that comes first. */
async function unlessAborted(promise, signal) {
    const { promise: aborted, reject } = Promise.withResolvers();
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
        if (signal.aborted) {
            promise.catch(() => undefined);
            signal.throwIfAborted();
        }
        return await Promise.race([promise, aborted]);
    }
    finally {
        signal.removeEventListener('abort', onAbort);
    }
}


/***/ }),

/***/ 95649:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ checkedPart)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50596);


/**
 * The bytes of a part, held against its size and CRC-32 as they pass; `key` stands in the message.
 *
 * @throws Failure `store-corrupted` instead of ending where they differ: the buffer on this machine gave back other bytes than went in.
 */
async function* checkedPart(part, key) {
    let crc = 0;
    let sizeBytes = 0;
    for await (const chunk of part.open()) {
        sizeBytes += chunk.byteLength;
        if (sizeBytes > part.sizeBytes)
            break;
        crc = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.crc32)(chunk, crc);
        yield chunk;
    }
    if (sizeBytes !== part.sizeBytes || crc !== part.crc32) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .Failure */ .HR('store-corrupted', `part ${part.index} of ${key} changed on this machine before it was stored`, {
            hint: 'run again; if it happens twice, the disk under the spool damages data',
        });
    }
}


/***/ }),

/***/ 61640:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VL: () => (/* binding */ isRegionMissing),
/* harmony export */   VV: () => (/* binding */ cutShort),
/* harmony export */   WG: () => (/* binding */ isPassing),
/* harmony export */   oo: () => (/* binding */ isExpiredSession),
/* harmony export */   s0: () => (/* binding */ s3ErrorOf)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);

/** Reads whatever the SDK threw. */
function s3ErrorOf(thrown) {
    const error = asRecord(thrown);
    const metadata = asRecord(error['$metadata']);
    const headers = asRecord(asRecord(error['$response'])['headers']);
    return {
        code: textOf(error['Code']) ?? textOf(error['code']) ?? textOf(error['name']) ?? 'unknown error',
        status: typeof metadata['httpStatusCode'] === 'number' ? metadata['httpStatusCode'] : undefined,
        message: textOf(error['message']) ?? '',
        bucketRegion: textOf(headers['x-amz-bucket-region']) ?? textOf(error['Region']),
        clockCorrected: metadata['clockSkewCorrected'] === true,
    };
}
const passingCodes = new Set([
    'BadDigest', // the bytes were changed on the way; if they were changed before, no try will help
    'ConditionalRequestConflict', // another conditional write of the same key is under way
    'IDPCommunicationError', // AWS STS could not reach the issuer of a token
    'IncompleteBody',
    'InternalError',
    'OperationAborted',
    'RequestTimeout',
    'ServiceUnavailable',
    'SlowDown',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
    'XAmzContentChecksumMismatch',
    'XAmzContentSHA256Mismatch',
]);
/** Errors of sockets, name servers and cut answers. Wrong certificates are not among them: they stay wrong. */
const connectionCode = /^(?:E[A-Z]+|EAI_[A-Z]+|HPE_\w+|ERR_STREAM_PREMATURE_CLOSE|TimeoutError)$/;
/** An answer that ended before what it was to bring did; worth another try. */
const cutShort = Object.assign(new Error('the answer ended before its content did'), { code: 'ECONNRESET' });
/** Whether the same request may well succeed a little later. */
function isPassing(thrown) {
    if (thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        return false;
    const { code, status, clockCorrected } = s3ErrorOf(thrown);
    if (clockCorrected || passingCodes.has(code))
        return true;
    if (status === undefined)
        return connectionCode.test(code);
    const isCutAnswer = status < 300;
    return isCutAnswer || status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 507);
}
/** Whether the server says that temporary credentials are past their time; others may be at hand by now. */
function isExpiredSession(thrown) {
    const { code, status } = s3ErrorOf(thrown);
    const isHead = code === 'Unknown' && status === 400; // an answer to HEAD has no body to give the reason in
    return isHead || code === 'ExpiredToken' || code === 'TokenRefreshRequired';
}
/** The SDK says so with a plain error. */
function isRegionMissing(message) {
    return message.includes('Region is missing');
}
function asRecord(value) {
    return value !== null && typeof value === 'object' ? value : {};
}
function textOf(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}


/***/ }),

/***/ 88808:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ masked),
/* harmony export */   l: () => (/* binding */ s3Failure)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96130);
/* harmony import */ var _s3_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61640);



const wrongRegion = {
    code: 'store-denied',
    says: 'is in another region than the one that was asked',
    hint: "add the bucket's region to the store URL: ?region=…",
};
const unknownKey = {
    code: 'store-denied',
    says: 'does not know the access key id',
    hint: 'check AWS_ACCESS_KEY_ID; temporary keys also need AWS_SESSION_TOKEN',
};
const badToken = {
    code: 'store-denied',
    says: 'refuses the session token: it has expired or is not valid',
    hint: 'get credentials that live as long as the run, or name the role in the store URL, ?role=…, and they are renewed',
};
const tooLarge = { code: 'store-denied', says: 'takes no object or part as large as this' };
const full = { code: 'store-full', says: 'has no room left, or its quota is used up' };
const corrupted = { code: 'store-corrupted', says: 'received other bytes than were sent' };
/** Error codes of S3 (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html) and of servers that speak it. */
const meanings = {
    NoSuchBucket: {
        code: 'store-missing',
        says: 'does not exist: there is no such bucket',
        hint: 'create the bucket, or correct its name in the store URL',
    },
    InvalidBucketName: {
        code: 'store-denied',
        says: 'has a bucket whose name cannot be one',
        hint: 'correct the bucket in the store URL: names of buckets are lower-case',
    },
    NoSuchUpload: { code: 'store-unreachable', says: 'no longer has the upload: it was taken back while it ran' },
    InvalidAccessKeyId: unknownKey,
    XAdminUserNotFound: unknownKey, // VersityGW
    SignatureDoesNotMatch: {
        code: 'store-denied',
        says: 'refuses the signature: the secret access key does not belong to the access key id',
        hint: 'check AWS_SECRET_ACCESS_KEY for missing or added characters, such as a line break at its end',
    },
    // Node's own, before anything is sent
    ERR_INVALID_CHAR: {
        code: 'store-denied',
        says: 'cannot be asked: the access key id or the session token has a character that no request can carry',
        hint: 'store AWS_ACCESS_KEY_ID and AWS_SESSION_TOKEN again, without a line break at the end',
    },
    ExpiredToken: badToken,
    InvalidToken: badToken,
    TokenRefreshRequired: badToken,
    RequestTimeTooSkewed: {
        code: 'store-denied',
        says: "refuses the request because this machine's clock is wrong",
        hint: 'set the clock of this machine, e.g. with NTP',
    },
    RequestExpired: {
        code: 'store-denied',
        says: "refuses the request as too old: this machine's clock is wrong",
        hint: 'set the clock of this machine, e.g. with NTP',
    },
    PermanentRedirect: wrongRegion,
    AuthorizationHeaderMalformed: wrongRegion,
    IllegalLocationConstraintException: wrongRegion,
    CredentialsProviderError: {
        code: 'store-denied',
        says: 'cannot be used: no credentials were found on this machine',
        hint: `set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or let a step before this one assume a role; ${_domain_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .emptySecretHint */ .Xm}`,
    },
    BadDigest: corrupted,
    InvalidDigest: corrupted,
    XAmzContentChecksumMismatch: corrupted,
    XAmzContentSHA256Mismatch: corrupted,
    InvalidPart: corrupted,
    InvalidPartOrder: corrupted,
    EntityTooLarge: tooLarge,
    MaxMessageLengthExceeded: tooLarge,
    KeyTooLongError: { code: 'store-denied', says: 'takes no key as long as this' },
    QuotaExceeded: full,
    XMinioStorageFull: full,
    ServiceQuotaExceededException: full,
    NotImplemented: { code: 'store-denied', says: 'does not support a request that Muster needs' },
};
/** What an S3 error means for the store called `name`; `doing` says what was tried, e.g. `read a/b`. A failure of ours stays what it is. */
function s3Failure(thrown, name, doing) {
    if (thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        return thrown;
    const error = (0,_s3_error_js__WEBPACK_IMPORTED_MODULE_2__/* .s3ErrorOf */ .s0)(thrown);
    const { code, says, hint } = meaningOf(error, doing);
    // The SDK's error holds the request with its credentials; only its words are kept.
    const details = { cause: new Error(`${error.code}: ${masked(error.message)}`) };
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR(code, `${name} ${says} (${reasonOf(error)}; to ${doing})`, hint === undefined ? details : { ...details, hint });
}
function meaningOf(error, doing) {
    if ((0,_s3_error_js__WEBPACK_IMPORTED_MODULE_2__/* .isRegionMissing */ .VL)(error.message)) {
        return { code: 'store-denied', says: 'cannot be reached without a region', hint: 'add ?region=… to the store URL' };
    }
    if (error.status === 301 || meanings[error.code] === wrongRegion) {
        const { bucketRegion } = error;
        return bucketRegion === undefined
            ? wrongRegion
            : { ...wrongRegion, hint: `add ?region=${bucketRegion} to the store URL` };
    }
    const known = Object.hasOwn(meanings, error.code) ? meanings[error.code] : undefined;
    return known ?? meaningOfStatus(error, doing);
}
/** What OpenSSL says, by the code EPROTO, to an answer without TLS; other words are about a handshake that failed. */
const noTls = /wrong.version.number|packet.length|http.request/i;
/** What Node calls it where a certificate is not accepted. */
const certificate = /CERT|^UNABLE_TO_/;
/** The permission that each request needs, by the word with which its description begins. */
const permissions = {
    list: 's3:ListBucket, and s3:ListBucketMultipartUploads,',
    look: 's3:GetObject',
    read: 's3:GetObject',
    write: 's3:PutObject',
    begin: 's3:PutObject',
    complete: 's3:PutObject',
    remove: 's3:DeleteObject',
    abort: 's3:AbortMultipartUpload',
};
function meaningOfStatus({ code, status, message }, doing) {
    if (code === 'EPROTO' && noTls.test(message)) {
        return {
            code: 'store-unreachable',
            says: 'does not speak TLS at its endpoint',
            hint: 'correct the endpoint in the store URL: its http or https, and its port',
        };
    }
    if (status === undefined && certificate.test(code)) {
        return {
            code: 'store-unreachable',
            says: `has a certificate that is not accepted: ${masked(message.split(';')[0] ?? '')}`,
            hint: 'correct the host of the endpoint, or name the certificate of its authority with NODE_EXTRA_CA_CERTS=/path/ca.pem',
        };
    }
    if (status === undefined)
        return { code: 'store-unreachable', says: `does not answer: ${masked(message)}` };
    if (status === 401 || status === 403) {
        return {
            code: 'store-denied',
            says: `does not allow it: ${masked(message)}`,
            hint: `grant the account ${permissions[/^\w+/.exec(doing)?.[0] ?? ''] ?? 'the operation'} on the bucket and below the prefix`,
        };
    }
    if (status === 413)
        return tooLarge;
    if (status === 507)
        return full;
    if (status >= 500 || status === 429 || status === 408) {
        return { code: 'store-unreachable', says: 'kept failing after several tries' };
    }
    return { code: 'store-denied', says: `refuses the request: ${masked(message)}` };
}
function reasonOf({ code, status }) {
    return status === undefined || code.includes(String(status)) ? code : `${code}, HTTP ${status}`;
}
/** A server's words, shortened and without access key ids and JSON web tokens. */
function masked(message) {
    return message
        .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***')
        .replace(/\b[A-Z0-9]{16,}\b/g, '***')
        .slice(0, 300);
}


/***/ }),

/***/ 51584:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s3Store: () => (/* binding */ s3Store)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(53711);
// EXTERNAL MODULE: ./src/domain/failure.ts + 2 modules
var domain_failure = __webpack_require__(50596);
// EXTERNAL MODULE: ./src/stores/s3/s3-failure.ts
var s3_failure = __webpack_require__(88808);
// EXTERNAL MODULE: ./src/stores/s3/tries.ts
var s3_tries = __webpack_require__(2592);
;// CONCATENATED MODULE: ./src/stores/s3/bucket.ts


/** Makes a request, several times where it is worth it, and throws a Failure that says what it was to do. */
async function ask({ name, patience }, doing, signal, request) {
    try {
        return await (0,s3_tries/* tried */.J)(patience, signal, request);
    }
    catch (thrown) {
        signal.throwIfAborted();
        throw (0,s3_failure/* s3Failure */.l)(thrown, name, doing);
    }
}
/** CRC-32 as S3 writes it: base64 of its four bytes, the highest first. */
function crc32Text(crc32) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32);
    return bytes.toString('base64');
}

// EXTERNAL MODULE: ./src/stores/store-url.ts
var store_url = __webpack_require__(56379);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./src/stores/s3/s3-error.ts
var s3_error = __webpack_require__(61640);
;// CONCATENATED MODULE: ./src/stores/s3/stored-check.ts




/** Asks the server about an object, with its checksum. */
async function look(bucket, key, signal) {
    return ask(bucket, `look at ${key}`, signal, async () => {
        try {
            const command = new dist_cjs/* HeadObjectCommand */.l81({
                Bucket: bucket.bucket,
                Key: bucket.prefix + key,
                ChecksumMode: 'ENABLED',
            });
            return { is: 'there', head: await bucket.client.send(command, { abortSignal: signal }) };
        }
        catch (thrown) {
            // Answers to HEAD have no body, so that the status is all there is.
            const { status } = (0,s3_error/* s3ErrorOf */.s0)(thrown);
            if (status === 404)
                return { is: 'missing' };
            if (status === 403)
                return { is: 'unreadable' };
            throw thrown;
        }
    });
}
/** Whether the server's words are those of the object that was sent. A checksum of another kind says nothing. */
function isAsSent(head, sent) {
    return head.ContentLength === sent.sizeBytes && isCrcAsSent(head.ChecksumCRC32, sent);
}
/** Whether a checksum that the server reports, if it does, is that of the whole object that was sent. */
function isCrcAsSent(reported, { crc32 }) {
    const isOfWhole = reported !== undefined && !reported.includes('-'); // "…-3" would be a checksum of three checksums
    return !isOfWhole || reported === crc32Text(crc32);
}
/** @throws Failure `store-corrupted` */
function rejectStored(bucket, { key, sizeBytes }) {
    throw new domain_failure/* Failure */.HR('store-corrupted', `${bucket.name} stored ${key} with another size or checksum than the ${sizeBytes} bytes sent`);
}
/** An object as the port describes it. */
function describe(key, sizeBytes, modifiedAt) {
    return { key, sizeBytes, modifiedAt };
}

;// CONCATENATED MODULE: ./src/stores/s3/get-object.ts








/**
 * The bytes of an object. A cut or stalled connection is taken up where it broke; tries count only while nothing arrives between them, so
 * that a slow reader or a long download cannot use them up.
 */
async function* getObject(bucket, key, signal) {
    const { clock, tries, renew } = bucket.patience;
    let version;
    let position = 0;
    let crc = 0;
    let failures = 0;
    let isRenewed = false;
    while (version === undefined || position < version.sizeBytes) {
        signal.throwIfAborted();
        try {
            const answer = await request(bucket, key, version, position, signal);
            version ??= versionOf(answer);
            for await (const chunk of bodyOf(answer)) {
                position += chunk.byteLength;
                if (position > version.sizeBytes)
                    throw new domain_failure/* Failure */.HR('store-corrupted', `${bucket.name} sent more than all of ${key}`);
                crc = (0,external_node_zlib_.crc32)(chunk, crc);
                failures = 0;
                isRenewed = false;
                yield chunk;
            }
            if (position < version.sizeBytes)
                throw s3_error/* cutShort */.VV;
        }
        catch (thrown) {
            signal.throwIfAborted();
            if ((0,s3_error/* isExpiredSession */.oo)(thrown) && !isRenewed) {
                isRenewed = true;
                await renew();
                continue;
            }
            failures += 1;
            if (failures >= tries || !(0,s3_error/* isPassing */.WG)(thrown))
                throw readFailure(thrown, bucket, key);
            await clock.sleep((0,s3_tries/* pauseSeconds */.C)(clock, failures), signal);
        }
    }
    if (!isCrcAsSent(version.checksum, { key, sizeBytes: position, crc32: crc })) {
        throw new domain_failure/* Failure */.HR('store-corrupted', `${key} came from ${bucket.name} with another checksum than it was stored with`);
    }
}
async function request({ client, bucket, prefix, name }, key, version, position, signal) {
    const command = new dist_cjs/* GetObjectCommand */.jLs({
        Bucket: bucket,
        Key: prefix + key,
        ...(version?.etag !== undefined && { IfMatch: version.etag }),
        ...(position > 0 && { Range: `bytes=${position}-` }),
    });
    // The SDK would check the answer by itself, but loses the error of a cut connection on the way; so only the header is asked for.
    command.middlewareStack.add((next) => (args) => {
        args.request.headers['x-amz-checksum-mode'] = 'ENABLED';
        return next(args);
    }, { step: 'build', name: 'askForChecksum' });
    const answer = await client.send(command, { abortSignal: signal });
    if (position > 0 && answer.ContentRange?.startsWith(`bytes ${position}-`) !== true) {
        throw new domain_failure/* Failure */.HR('store-corrupted', `${name} sent another range of ${key} than it was asked for`);
    }
    return answer;
}
function versionOf({ ETag, ContentLength, ChecksumCRC32 }) {
    if (ContentLength === undefined)
        throw s3_error/* cutShort */.VV; // without a length its end could not be told from a cut
    return { etag: ETag, sizeBytes: ContentLength, checksum: ChecksumCRC32 };
}
async function* bodyOf({ Body }) {
    if (!(Body instanceof external_node_stream_.Readable))
        throw new domain_failure/* Failure */.HR('bug', 'an answer of the S3 client has no stream');
    for await (const chunk of Body)
        yield chunk;
}
function readFailure(thrown, { name }, key) {
    const { code, status } = (0,s3_error/* s3ErrorOf */.s0)(thrown);
    if (code === 'NoSuchKey')
        return new domain_failure/* Failure */.HR('object-missing', `${name} has no object ${key}`);
    if (status === 412)
        return new domain_failure/* Failure */.HR('store-corrupted', `${key} in ${name} was replaced while it was read`);
    return (0,s3_failure/* s3Failure */.l)(thrown, name, `read ${key}`);
}

// EXTERNAL MODULE: ./src/stores/checked-part.ts
var checked_part = __webpack_require__(95649);
;// CONCATENATED MODULE: ./src/stores/s3/part-body.ts



const bufferBytes = 256 * 1024;
/**
 * Sends the bytes of a part with `send`, once, in constant memory. A part that cannot be read ends the request at once; whatever happens,
 * the part is closed and the connection is not left waiting.
 *
 * @throws Failure `store-corrupted` for a part that is not what it was, a Failure `bug` for one that cannot be read, or what `send` throws.
 */
async function sendPart(part, key, signal, send) {
    if (part.sizeBytes === 0)
        return send(new Uint8Array(0), signal);
    const sending = new AbortController();
    const body = external_node_stream_.Readable.from((0,checked_part/* checkedPart */.N)(part, key), { objectMode: false, highWaterMark: bufferBytes });
    let unreadable;
    body.on('error', (error) => {
        // The client pipes the body and would neither see this nor end the request.
        unreadable ??= error;
        sending.abort(error);
    });
    try {
        return await send(body, AbortSignal.any([signal, sending.signal]));
    }
    catch (thrown) {
        if (unreadable === undefined)
            throw thrown;
        if (unreadable instanceof domain_failure/* Failure */.HR)
            throw unreadable;
        throw new domain_failure/* Failure */.HR('bug', `part ${part.index} of ${key} cannot be read`, { cause: unreadable });
    }
    finally {
        body.destroy();
        sending.abort();
    }
}

;// CONCATENATED MODULE: ./src/stores/s3/multipart.ts






const abortSeconds = 60;
const abortRounds = 5;
const settleSeconds = 0.25;
/** Begins an upload. */
async function beginMultipart(bucket, key, signal) {
    const target = { Bucket: bucket.bucket, Key: bucket.prefix + key };
    const { client } = bucket;
    const begin = new dist_cjs/* CreateMultipartUploadCommand */.nG4({
        ...target,
        ChecksumAlgorithm: 'CRC32',
        ChecksumType: 'FULL_OBJECT',
    });
    const { UploadId } = await ask(bucket, `begin ${key}`, signal, () => client.send(begin, { abortSignal: signal }));
    if (UploadId === undefined)
        throw new domain_failure/* Failure */.HR('store-unreachable', `${bucket.name} gave no id for the upload of ${key}`);
    const completed = [];
    return {
        async send(part, partSignal) {
            const PartNumber = part.index + 1;
            const ChecksumCRC32 = crc32Text(part.crc32);
            const input = { ...target, UploadId, PartNumber, ContentLength: part.sizeBytes, ChecksumCRC32 };
            const { ETag } = await ask(bucket, `write part ${PartNumber} of ${key}`, partSignal, () => sendPart(part, key, partSignal, (Body, abortSignal) => client.send(new dist_cjs/* UploadPartCommand */.iVK({ ...input, Body }), { abortSignal })));
            completed.push({ ETag, PartNumber, ChecksumCRC32 });
            part.release();
        },
        async complete(sent, completeSignal) {
            const Parts = completed.toSorted((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0));
            const command = new dist_cjs/* CompleteMultipartUploadCommand */.Gym({
                ...target,
                UploadId,
                MultipartUpload: { Parts },
                ChecksumType: 'FULL_OBJECT',
                ChecksumCRC32: crc32Text(sent.crc32),
                MpuObjectSize: sent.sizeBytes,
            });
            return ask(bucket, `complete ${key}`, completeSignal, async (attempt) => {
                try {
                    const { ChecksumCRC32 } = await client.send(command, { abortSignal: completeSignal });
                    return { is: 'done', checksum: ChecksumCRC32 };
                }
                catch (thrown) {
                    if (attempt === 1 || (0,s3_error/* s3ErrorOf */.s0)(thrown).code !== 'NoSuchUpload')
                        throw thrown;
                    return { is: 'gone', failure: (0,s3_failure/* s3Failure */.l)(thrown, bucket.name, `complete ${key}`) };
                }
            });
        },
        // Under a signal of its own: that of the run may be aborted, which is when this is called.
        abort: () => abortForGood(bucket, key, UploadId, AbortSignal.timeout(abortSeconds * 1000)).catch(() => undefined),
    };
}
/**
 * Aborts an upload until it stays away: a part that was still on its way can bring it back
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html).
 */
async function abortForGood(bucket, key, UploadId, signal) {
    const command = new dist_cjs/* ListPartsCommand */.m9c({ Bucket: bucket.bucket, Key: bucket.prefix + key, UploadId, MaxParts: 1 });
    for (let round = 1; round <= abortRounds; round += 1) {
        await abortUpload(bucket, key, UploadId, signal);
        await bucket.patience.clock.sleep(round * settleSeconds, signal);
        const isGone = await ask(bucket, `look for the upload of ${key}`, signal, () => unlessGone(bucket.client.send(command, { abortSignal: signal })));
        if (isGone)
            return;
    }
}
/** Removes an upload and its parts. Idempotent. */
async function abortUpload(bucket, key, UploadId, signal) {
    const command = new dist_cjs/* AbortMultipartUploadCommand */.tfP({ Bucket: bucket.bucket, Key: bucket.prefix + key, UploadId });
    await ask(bucket, `abort the upload of ${key}`, signal, () => unlessGone(bucket.client.send(command, { abortSignal: signal })));
}
/** Whether a request about an upload found none. */
async function unlessGone(request) {
    try {
        await request;
        return false;
    }
    catch (thrown) {
        if ((0,s3_error/* s3ErrorOf */.s0)(thrown).code === 'NoSuchUpload')
            return true;
        throw thrown;
    }
}

;// CONCATENATED MODULE: ./src/stores/s3/listings.ts





/** What is left out of a listing looks as if it were not there: a backup whose manifest is left out looks unfinished, and would be swept. */
function halfSaid({ name }, prefix) {
    return new domain_failure/* Failure */.HR('store-unreachable', `${name} lists ${prefix}* and leaves out what belongs to a listing`, {
        hint: 'use a server that answers ListObjectsV2 as S3 does; nothing can be said of what it holds otherwise',
    });
}
/** All objects below a prefix, page by page, in the order of the server: UTF-8 bytes. */
async function* listObjects(bucket, prefix, pageSize, signal) {
    const Prefix = bucket.prefix + prefix;
    let ContinuationToken;
    do {
        const command = new dist_cjs/* ListObjectsV2Command */.u6x({ Bucket: bucket.bucket, Prefix, MaxKeys: pageSize, ContinuationToken });
        const page = await ask(bucket, `list ${prefix}*`, signal, async () => {
            const answer = await bucket.client.send(command, { abortSignal: signal });
            if (answer.IsTruncated === undefined && answer.KeyCount === undefined)
                throw s3_error/* cutShort */.VV; // an empty answer is no empty list
            return answer;
        });
        for (const { Key, Size, LastModified } of page.Contents ?? []) {
            if (Key === undefined || Size === undefined || LastModified === undefined)
                throw halfSaid(bucket, prefix);
            signal.throwIfAborted();
            yield { key: Key.slice(bucket.prefix.length), sizeBytes: Size, modifiedAt: LastModified };
        }
        ContinuationToken = page.IsTruncated === true ? page.NextContinuationToken : undefined;
        if (page.IsTruncated === true && ContinuationToken === undefined)
            throw halfSaid(bucket, prefix);
    } while (ContinuationToken !== undefined);
}
/** All uploads below a prefix that were neither completed nor aborted, page by page. */
async function* listUploads(bucket, prefix, pageSize, signal) {
    let from = {};
    while (from !== undefined) {
        const command = new dist_cjs/* ListMultipartUploadsCommand */.mo2({
            Bucket: bucket.bucket,
            Prefix: bucket.prefix + prefix,
            MaxUploads: pageSize,
            ...from,
        });
        const page = await ask(bucket, `list the uploads of ${prefix}*`, signal, () => bucket.client.send(command, { abortSignal: signal }));
        for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
            if (Key === undefined || UploadId === undefined || Initiated === undefined)
                continue;
            const key = Key.slice(bucket.prefix.length);
            yield { key, startedAt: Initiated, abort: () => abortUpload(bucket, key, UploadId, signal) };
        }
        from =
            page.IsTruncated === true && page.NextKeyMarker !== undefined
                ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
                : undefined;
    }
}
/** Fails where the bucket is missing or may not be used, with what the server says: only some answers carry the reason. */
async function requireAccess(bucket, signal) {
    await listObjects(bucket, '', 1, signal).next();
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./src/stores/s3/put-if-absent.ts







/** Metadata that tells a writer's own object from another's: the answer to a write that succeeded may be lost. */
const writerTag = 'muster-writer';
/**
 * Writes a small object where there is none by that key. A server that sees two such writes at once may answer the loser with 409 and ask
 * it to come back (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
 */
async function putIfAbsent(bucket, key, bytes, signal) {
    const { client, patience, name } = bucket;
    const sent = { key, sizeBytes: bytes.byteLength, crc32: (0,external_node_zlib_.crc32)(bytes) };
    const writer = (0,external_node_crypto_.randomUUID)();
    const command = new dist_cjs/* PutObjectCommand */.wKZ({
        Bucket: bucket.bucket,
        Key: bucket.prefix + key,
        Body: bytes,
        ContentLength: sent.sizeBytes,
        ChecksumCRC32: crc32Text(sent.crc32),
        IfNoneMatch: '*',
        Metadata: { [writerTag]: writer },
    });
    const answer = await ask(bucket, `write ${key}`, signal, async (attempt) => {
        try {
            return await client.send(command, { abortSignal: signal });
        }
        catch (thrown) {
            const { status } = (0,s3_error/* s3ErrorOf */.s0)(thrown);
            const isLast = attempt >= patience.tries || !(0,s3_error/* isPassing */.WG)(thrown);
            if (status === 412 || (status === 409 && isLast))
                return 'present';
            throw thrown;
        }
    });
    const looked = await look(bucket, key, signal);
    const head = looked.is === 'there' ? looked.head : undefined;
    const isOurs = answer !== 'present' || head?.Metadata?.[writerTag] === writer;
    if (!isOurs)
        throw new domain_failure/* Failure */.HR('backup-exists', `${name} already has ${key}`);
    const isRight = answer === 'present' || isCrcAsSent(answer.ChecksumCRC32, sent);
    if (!isRight || (head !== undefined && !isAsSent(head, sent)))
        rejectStored(bucket, sent);
    return describe(key, sent.sizeBytes, head?.LastModified ?? patience.clock.now());
}

// EXTERNAL MODULE: ./src/stores/abortable.ts
var abortable = __webpack_require__(91624);
;// CONCATENATED MODULE: ./src/stores/s3/lanes.ts
function lanes(limit, outer) {
    const failed = new AbortController();
    const signal = AbortSignal.any([outer, failed.signal]);
    const running = new Set();
    return {
        signal,
        async add(job) {
            while (running.size >= limit)
                await Promise.race(running);
            signal.throwIfAborted();
            const run = job()
                .catch((thrown) => failed.abort(thrown))
                .finally(() => running.delete(run));
            running.add(run);
        },
        async idle() {
            await Promise.all(running);
            signal.throwIfAborted();
        },
        async stop() {
            failed.abort();
            await Promise.all(running);
        },
    };
}

;// CONCATENATED MODULE: ./src/stores/s3/put-object.ts









/** Writes an object: in one request if it has one part, otherwise with several parts in flight. */
async function putObject(bucket, partsInFlight, key, source, signal) {
    const flight = lanes(partsInFlight, signal);
    let upload;
    let sizeBytes = 0;
    try {
        for await (const part of (0,abortable/* abortable */.Z)(source.parts(), flight.signal)) {
            sizeBytes += part.sizeBytes;
            if (part.index === 0 && part.isLast)
                return await putWhole(bucket, key, part, source, signal);
            const multipart = (upload ??= await beginMultipart(bucket, key, signal));
            await flight.add(() => multipart.send(part, flight.signal));
        }
        await flight.idle();
        if (upload === undefined)
            throw new domain_failure/* Failure */.HR('bug', `there was no part of ${key} to store`);
        const digest = await (0,abortable/* unlessAborted */.W)(source.digest, signal);
        return await finish(bucket, upload, wholeOf(key, sizeBytes, digest), signal);
    }
    catch (thrown) {
        await flight.stop(); // a part that arrives after the abort would stay
        await upload?.abort();
        throw thrown;
    }
}
async function putWhole(bucket, key, part, source, signal) {
    const sent = wholeOf(key, part.sizeBytes, await (0,abortable/* unlessAborted */.W)(source.digest, signal));
    const input = {
        Bucket: bucket.bucket,
        Key: bucket.prefix + key,
        ContentLength: part.sizeBytes,
        ChecksumCRC32: crc32Text(part.crc32),
    };
    const answer = await ask(bucket, `write ${key}`, signal, () => sendPart(part, key, signal, (Body, abortSignal) => bucket.client.send(new dist_cjs/* PutObjectCommand */.wKZ({ ...input, Body }), { abortSignal }))).catch((thrown) => explained(bucket, thrown, signal));
    const stored = await checkStored(bucket, sent, answer.ChecksumCRC32, signal);
    part.release();
    return stored;
}
/**
 * A server that refuses a large body may cut the connection before its answer is read; a request without a body then brings the answer. Of a
 * server that does not answer that one either, enough has been tried.
 */
async function explained(bucket, thrown, signal) {
    const isUnreachable = (failure) => failure instanceof domain_failure/* Failure */.HR && failure.code === 'store-unreachable';
    if (!isUnreachable(thrown))
        throw thrown;
    const hasty = { ...bucket, patience: { ...bucket.patience, tries: 2 } };
    await requireAccess(hasty, signal).catch((refusal) => {
        if (!isUnreachable(refusal))
            throw refusal;
    });
    throw thrown;
}
async function finish(bucket, upload, sent, signal) {
    const completed = await upload.complete(sent, signal);
    if (completed.is === 'done')
        return checkStored(bucket, sent, completed.checksum, signal);
    // The answer to the first try was lost, and the upload is gone: either that try completed it, or somebody took it back.
    const looked = await look(bucket, sent.key, signal);
    if (looked.is === 'there' && isAsSent(looked.head, sent)) {
        return describe(sent.key, sent.sizeBytes, looked.head.LastModified ?? bucket.patience.clock.now());
    }
    throw completed.failure;
}
/** Holds what the server has against what was sent, and removes it where it differs. */
async function checkStored(bucket, sent, reported, signal) {
    const looked = await look(bucket, sent.key, signal);
    const isRight = isCrcAsSent(reported, sent) &&
        (looked.is === 'unreadable' || (looked.is === 'there' && isAsSent(looked.head, sent)));
    if (!isRight) {
        const command = new dist_cjs/* DeleteObjectCommand */.k4j({ Bucket: bucket.bucket, Key: bucket.prefix + sent.key });
        await ask(bucket, `remove ${sent.key}`, signal, () => bucket.client.send(command, { abortSignal: signal }));
        rejectStored(bucket, sent);
    }
    const modifiedAt = looked.is === 'there' ? looked.head.LastModified : undefined;
    return describe(sent.key, sent.sizeBytes, modifiedAt ?? bucket.patience.clock.now());
}
function wholeOf(key, sizeBytes, digest) {
    if (sizeBytes !== digest.sizeBytes)
        throw new domain_failure/* Failure */.HR('store-corrupted', `the parts of ${key} are not the whole object`);
    return { key, sizeBytes, crc32: digest.crc32 };
}

;// CONCATENATED MODULE: ./src/stores/s3/s3-client.ts

const connectSeconds = 10;
const expectContinueFromBytes = 2 * 1024 ** 2;
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
/** A client that makes each request once: trying again is ours, by the clock of the run. */
function s3Client(options) {
    const { endpoint, region, credentials, stallSeconds = 60 } = options;
    const config = {
        maxAttempts: 1,
        logger: silent, // it would warn on the console of what is tried again here
        forcePathStyle: options.pathStyle ?? endpoint !== undefined,
        // Checksums of bodies are those that the parts bring; a second one would make the SDK read them again.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        // A refusal is then heard before a large body is sent, instead of as a broken connection.
        expectContinueHeader: expectContinueFromBytes,
        requestHandler: { connectionTimeout: connectSeconds * 1000, socketTimeout: stallSeconds * 1000 },
    };
    if (endpoint !== undefined)
        config.endpoint = endpoint;
    if (region !== undefined)
        config.region = region;
    else if (endpoint !== undefined)
        config.region = 'us-east-1';
    if (credentials !== undefined)
        config.credentials = () => credentials().then(revealed);
    return new dist_cjs/* S3Client */.YxF(config);
}
/** Makes a client ask for credentials again, although those that it keeps have not reached their end. */
async function renewCredentials({ config }) {
    await config.credentials({ forceRefresh: true });
}
function revealed({ accessKeyId, secretAccessKey, sessionToken, expiresAt }) {
    return {
        accessKeyId,
        secretAccessKey: secretAccessKey.reveal(),
        ...(sessionToken && { sessionToken: sessionToken.reveal() }),
        ...(expiresAt && { expiration: expiresAt }),
    };
}
function nothing() {
    return undefined;
}

;// CONCATENATED MODULE: ./src/stores/s3/s3-store.ts











/**
 * A store in a bucket of Amazon S3 or of a server that speaks it. Objects of several parts need a server that knows CRC-32 checksums of
 * whole multipart objects; `putIfAbsent` needs one that knows `If-None-Match` on writes.
 */
function s3Store(options) {
    const { clock, tries = 8, partsInFlight = 4, pageSize = 1000 } = options;
    const client = s3Client(options);
    const asked = options.namesEndpoint === true && options.endpoint !== undefined ? `?endpoint=${options.endpoint}` : '';
    const bucket = {
        client,
        bucket: options.bucket,
        prefix: options.prefix === '' ? '' : `${options.prefix}/`,
        name: `${(0,store_url/* nameOf */.Vb)({ scheme: 's3', ...options })}${asked}`,
        patience: { clock, tries, renew: () => renewCredentials(client) },
    };
    return {
        name: bucket.name,
        put: (key, source, signal) => putObject(bucket, partsInFlight, key, source, signal),
        putIfAbsent: (key, bytes, signal) => putIfAbsent(bucket, key, bytes, signal),
        get: (key, signal) => getObject(bucket, key, signal),
        async stat(key, signal) {
            const looked = await look(bucket, key, signal).catch(async (thrown) => {
                // its reason would have been in the body; a listing is refused for the same one
                if (thrown instanceof domain_failure/* Failure */.HR && thrown.code === 'store-denied')
                    await requireAccess(bucket, signal);
                throw thrown;
            });
            if (looked.is === 'there') {
                const { ContentLength = 0, LastModified = clock.now() } = looked.head;
                return describe(key, ContentLength, LastModified);
            }
            await requireBucket(bucket, looked.is, signal);
            return undefined;
        },
        list: (prefix, signal) => listObjects(bucket, prefix, pageSize, signal),
        async remove(key, signal) {
            const command = new dist_cjs/* DeleteObjectCommand */.k4j({ Bucket: bucket.bucket, Key: bucket.prefix + key });
            await ask(bucket, `remove ${key}`, signal, async () => {
                try {
                    await bucket.client.send(command, { abortSignal: signal });
                }
                catch (thrown) {
                    if ((0,s3_error/* s3ErrorOf */.s0)(thrown).code !== 'NoSuchKey')
                        throw thrown;
                }
            });
        },
        abandoned: (prefix, signal) => listUploads(bucket, prefix, pageSize, signal),
    };
}
/** An answer to HEAD does not tell a missing object from a missing bucket, nor wrong credentials from a lack of permission. */
async function requireBucket(bucket, looked, signal) {
    if (looked === 'unreadable')
        return requireAccess(bucket, signal);
    await ask(bucket, 'look at the bucket', signal, async () => {
        try {
            await bucket.client.send(new dist_cjs/* HeadBucketCommand */.kuI({ Bucket: bucket.bucket }), { abortSignal: signal });
        }
        catch (thrown) {
            const { status } = (0,s3_error/* s3ErrorOf */.s0)(thrown);
            if (status === 404) {
                throw new domain_failure/* Failure */.HR('store-missing', `${bucket.name} does not exist: there is no such bucket`, {
                    hint: 'create the bucket, or correct its name in the store URL',
                });
            }
            if (status !== 403)
                throw thrown; // an account may read objects and not the bucket
        }
    });
}


/***/ }),

/***/ 2592:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ pauseSeconds),
/* harmony export */   J: () => (/* binding */ tried)
/* harmony export */ });
/* harmony import */ var _s3_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(61640);

const baseSeconds = 0.25;
const capSeconds = 20;
/**
 * Runs `request` until it succeeds, fails for good, or was tried often enough; then throws what it threw last. `attempt` is 1 for the
 * first. Where the server says that the session is over, the next try follows at once with new credentials, one time. Rejects with the
 * signal's reason when that is aborted.
 */
async function tried({ clock, tries, renew }, signal, request) {
    let isRenewed = false;
    for (let attempt = 1;; attempt += 1) {
        signal.throwIfAborted();
        try {
            return await request(attempt);
        }
        catch (thrown) {
            signal.throwIfAborted(); // an aborted request fails in many ways; the reason is the one that counts
            if ((0,_s3_error_js__WEBPACK_IMPORTED_MODULE_0__/* .isExpiredSession */ .oo)(thrown) && !isRenewed) {
                isRenewed = true;
                await renew();
                continue;
            }
            if (attempt >= tries || !(0,_s3_error_js__WEBPACK_IMPORTED_MODULE_0__/* .isPassing */ .WG)(thrown))
                throw thrown;
            await clock.sleep(pauseSeconds(clock, attempt), signal);
        }
    }
}
/** Exponential back-off with full jitter: many writers that failed together do not come back together. */
function pauseSeconds(clock, failures) {
    return clock.random() * Math.min(capSeconds, baseSeconds * 2 ** failures);
}


/***/ })

};
