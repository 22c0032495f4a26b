import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Failure } from '../../src/domain/failure.ts';
import { parseStoreUrl } from '../../src/stores/store-url.ts';

const s3 = { scheme: 's3', prefix: '', endpoint: undefined, region: undefined, pathStyle: undefined, role: undefined };

describe('a store URL', () => {
  const good = [
    ['s3://backups', { ...s3, bucket: 'backups' }],
    ['s3://backups/', { ...s3, bucket: 'backups' }],
    ['  s3://my.bucket-1/team/shop/ \n', { ...s3, bucket: 'my.bucket-1', prefix: 'team/shop' }],
    ['s3://backups/with space/%25/é', { ...s3, bucket: 'backups', prefix: 'with space/%/é' }],
    ['s3://backups?region=eu-central-1', { ...s3, bucket: 'backups', region: 'eu-central-1' }],
    [
      's3://backups/p?endpoint=https://s3.example.com:9000/&region=auto&path-style=false',
      {
        ...s3,
        bucket: 'backups',
        prefix: 'p',
        endpoint: 'https://s3.example.com:9000',
        region: 'auto',
        pathStyle: false,
      },
    ],
    [
      's3://backups?region=eu-central-1&role=arn:aws:iam::123456789012:role/ci/back%2Bup',
      { ...s3, bucket: 'backups', region: 'eu-central-1', role: 'arn:aws:iam::123456789012:role/ci/back+up' },
    ],
    ['s3://backups?path-style=true', { ...s3, bucket: 'backups', pathStyle: true }],
    ['file:///srv/backups', { scheme: 'file', path: '/srv/backups' }],
    ['file:///srv/my%20backups/', { scheme: 'file', path: '/srv/my backups' }],
  ] as const;
  for (const [text, expected] of good) {
    it(`is read: ${text.trim()}`, () => assert.deepEqual(parseStoreUrl(text, 'store'), expected));
  }

  const bad = [
    ['', /input "store" is not a URL/, /s3:\/\/bucket/],
    ['/srv/backups', /is not a URL/, /write file:\/\/\/srv\/backups/],
    ['backups', /is not a URL/, /file:\/\/\/absolute\/path/],
    ['S4://backups', /unknown scheme "s4", did you mean "s3"\?/, /s3:\/\/bucket/],
    ['files:///srv', /unknown scheme "files", did you mean "file"\?/, /file:\/\/\//],
    ['https://backups.s3.amazonaws.com/', /unknown scheme "https"/, /s3:\/\/bucket/],
    ['s3://backups?regoin=x', /unknown parameter "regoin", did you mean "region"\?/, /region=name/],
    ['s3://backups?path_style=true', /unknown parameter "path_style", did you mean "path-style"\?/, /path-style=true/],
    ['s3://backups?region=a&region=b', /"region" more than once/, /region=name/],
    ['s3://backups?path-style=yes', /path-style that is neither true nor false/, /path-style=true/],
    ['s3://backups?endpoint=s3.example.com', /endpoint that is not an http or https URL/, /https:\/\/host/],
    ['s3://backups?endpoint=https://h/?x=1', /endpoint with parameters/, /https:\/\/host/],
    ['s3://backups?region=eu central', /region that is no name/, /region=name/],
    ['s3://backups?region=a&role=backup', /role that is not the ARN of one/, /role=arn:aws:iam::/],
    ['s3://backups?region=a&role=arn:aws:iam::123456789012:user/eve', /role that is not the ARN/, /role\/name/],
    ['s3://backups?region=a&role=arn:aws:iam::1:role/x', /role that is not the ARN/, /123456789012/],
    ['s3://backups?region=a&role=arn:aws:iam::123456789012:role/a+b', /role that is not the ARN/, /\+ as %2B/],
    ['s3://backups?role=arn:aws:iam::123456789012:role/x', /a role and no region/, /region=name/],
    ['s3:///prefix', /names no usable bucket/, /3 to 63/],
    ['s3://b/prefix', /names no usable bucket/, /3 to 63/],
    ['s3://backups/a//b', /empty folder/, /s3:\/\/bucket/],
    ['s3://backups/100%', /begins no character/, /%25/],
    ['s3://backups/a#b', /behind "#"/, /%23/],
    ['file://srv/backups', /names a host/, /three slashes/],
    ['file://', /root of the file system/, /name a folder/],
    ['file:///srv?x=1', /has parameters/, /%3F/],
    ['file:///srv/%2Fetc', /path that cannot be used/, /absolute/],
  ] as const;
  for (const [text, message, hint] of bad) {
    it(`is refused: ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => parseStoreUrl(text, 'store'),
        (thrown) => {
          assert.ok(thrown instanceof Failure);
          assert.equal(thrown.code, 'input-invalid');
          assert.match(thrown.message, message);
          assert.match(thrown.hint, hint);
          return true;
        },
      );
    });
  }

  for (const text of [
    's3://AKIAEXAMPLE:hunter2@backups/prefix',
    's3://backups?endpoint=https://AKIAEXAMPLE:hunter2@s3.example.com',
    'file://AKIAEXAMPLE:hunter2@srv/backups',
    's4://AKIAEXAMPLE:hunter2@backups',
    '//AKIAEXAMPLE:hunter2@backups',
  ]) {
    it(`with credentials is refused without showing them: ${text.replace(/\w+:\w+@/, '…@')}`, () => {
      assert.throws(
        () => parseStoreUrl(text, 'store'),
        (thrown) => {
          assert.ok(thrown instanceof Failure);
          assert.equal(thrown.code, 'input-invalid');
          assert.doesNotMatch(`${thrown.message} ${thrown.hint}`, /AKIAEXAMPLE|hunter2/);
          return true;
        },
      );
    });
  }
});
