export const id = 634;
export const ids = [634];
export const modules = {

/***/ 50634:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   roleCredentials: () => (/* binding */ roleCredentials)
/* harmony export */ });
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50596);
/* harmony import */ var _domain_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96130);
/* harmony import */ var _s3_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61640);
/* harmony import */ var _s3_failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88808);
/* harmony import */ var _tries_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2592);





/** Whom the token is for: AWS's identity provider for GitHub is set up with this name. */
const audience = 'sts.amazonaws.com';
const tries = 8;
const connectSeconds = 10;
const stallSeconds = 30;
/** The code that a failed request for a token gets; worth another try. */
const noToken = 'EIDENTITY';
/**
 * Credentials of a role, new ones for a new token at each call: tokens live for minutes only. The client keeps the credentials, and calls
 * again five minutes before they end.
 */
function roleCredentials(options) {
    const { clock, webIdentity } = options;
    const { signal } = webIdentity;
    const patience = { clock, tries, renew: () => Promise.resolve() };
    return async () => {
        try {
            return await (0,_tries_js__WEBPACK_IMPORTED_MODULE_4__/* .tried */ .J)(patience, signal, () => takeOn(options));
        }
        catch (thrown) {
            signal.throwIfAborted();
            throw roleFailure(thrown, options.role);
        }
    };
}
async function takeOn({ role, region, webIdentity }) {
    const token = await tokenOf(webIdentity);
    const { fromWebToken } = await __webpack_require__.e(/* import() */ 956).then(__webpack_require__.t.bind(__webpack_require__, 29956, 19));
    const provide = fromWebToken({
        roleArn: role,
        roleSessionName: sessionName(webIdentity.runId),
        webIdentityToken: token.reveal(),
        clientConfig: {
            region,
            maxAttempts: 1,
            requestHandler: { connectionTimeout: connectSeconds * 1000, socketTimeout: stallSeconds * 1000 },
        },
    });
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await provide();
    return {
        accessKeyId,
        secretAccessKey: new _domain_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .zh(secretAccessKey),
        ...(sessionToken !== undefined && { sessionToken: new _domain_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .Secret */ .zh(sessionToken) }),
        ...(expiration !== undefined && { expiresAt: expiration }),
    };
}
async function tokenOf({ token }) {
    try {
        return await token(audience);
    }
    catch (thrown) {
        if (thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
            throw thrown;
        throw Object.assign(new Error('the platform gave no identity token'), { code: noToken });
    }
}
/** What AWS takes as the name of a session: 2 to 64 letters, digits and `=,.@_-`. */
function sessionName(runId) {
    return `muster-${runId.replace(/[^\w=,.@-]/g, '-')}`.slice(0, 64);
}
/** Why a role could not be taken on. The SDK's error holds the request with its token; only its code and, masked, its words are kept. */
function roleFailure(thrown, role) {
    if (thrown instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR)
        return thrown;
    const { code, status, message } = (0,_s3_error_js__WEBPACK_IMPORTED_MODULE_2__/* .s3ErrorOf */ .s0)(thrown);
    const cause = new Error(`${code}: ${(0,_s3_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .masked */ .I)(message)}`);
    const what = `the role ${role} could not be taken on`;
    if (code === noToken)
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('store-unreachable', `${what}: ${message}`, { hint: tokenHint, cause });
    if (status === undefined || (0,_s3_error_js__WEBPACK_IMPORTED_MODULE_2__/* .isPassing */ .WG)(thrown)) {
        return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('store-unreachable', `${what}: AWS STS does not answer or kept failing (${code})`, { cause });
    }
    const hint = Object.hasOwn(hints, code) ? hints[code] : undefined;
    return new _domain_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .Failure */ .HR('store-denied', `${what}: AWS STS refuses it: ${(0,_s3_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .masked */ .I)(message)} (${code}, HTTP ${status})`, {
        hint: hint ?? 'check the ARN of the role and its trust policy',
        cause,
    });
}
const tokenHint = 'see the status of GitHub Actions, and run again';
/** Errors of AssumeRoleWithWebIdentity (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html). */
const hints = {
    AccessDenied: 'let the trust policy of the role allow sts:AssumeRoleWithWebIdentity to the subject of this repository',
    InvalidIdentityToken: `add token.actions.githubusercontent.com with the audience ${audience} as identity provider to the account`,
};


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
