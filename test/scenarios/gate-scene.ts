import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serializeStatus, statusFormat, statusName } from '../../src/domain/gate/published-status.ts';
import type { Verdict } from '../../src/domain/verification/verdict.ts';
import { systemClock } from '../../src/platform/system-clock.ts';
import { openStore } from '../../src/stores/registry.ts';
import { backupFixture, fill, sha256, type FixtureOptions } from '../fakes/backup-fixture.ts';
import { startJob, type ActionRun, type Job } from '../real/action-run.ts';
import { startGithubStandIn, type GithubStandIn, type StandInStatus } from '../real/github-stand-in.ts';

type Inputs = Readonly<Record<string, string>>;

/** A job of a pull request's workflow, GitHub, and a store in a folder. */
export interface GateScene extends AsyncDisposable {
  readonly job: Job;
  readonly github: GithubStandIn;
  readonly storeUrl: string;
  readonly storePath: string;
  /** Puts backups of `shop` of so many hours ago into the store. @returns their ids */
  store(...backups: readonly (FixtureOptions & { readonly hoursOld: number })[]): Promise<readonly string[]>;
  /** Runs the gate for source `shop` in a run for an event. */
  gate(event: GateEvent, inputs?: Inputs, env?: Inputs, prefix?: readonly string[]): Promise<ActionRun>;
}

export interface GateEvent {
  readonly name: string;
  readonly payload: object;
}

export function hoursAgo(hours: number): Date {
  return new Date(Date.now() - hours * 3_600_000);
}

export const headSha = 'c'.repeat(40);
export const baseSha = 'd'.repeat(40);

/** What a runner writes down for pull request 7. */
export function pullRequest({ fromFork = false, base = baseSha, head = headSha } = {}): GateEvent {
  const repo = { id: fromFork ? 99 : 42 };
  const pull_request = { number: 7, head: { sha: head, ref: 'main', repo }, base: { sha: base, repo: { id: 42 } } };
  return { name: 'pull_request', payload: { action: 'opened', number: 7, pull_request } };
}

export async function startGateScene(): Promise<GateScene> {
  await using unfinished = new AsyncDisposableStack();
  const job = unfinished.use(await startJob());
  const github = unfinished.use(await startGithubStandIn());
  const storePath = join(job.workFolder, 'store');
  await mkdir(storePath);
  const storeUrl = pathToFileURL(storePath).href;
  let events = 0;
  const started = unfinished.move();
  return {
    ...{ job, github, storeUrl, storePath },
    async store(...backups) {
      const fixtures = backups.map(({ hoursOld, ...options }, index) =>
        backupFixture(hoursAgo(hoursOld).toISOString(), { salt: `back0${index}`, ...options }),
      );
      await fill(await openStore(storeUrl, { clock: systemClock }), fixtures);
      return fixtures.map(({ address }) => address.id);
    },
    async gate({ name, payload }, inputs = {}, env = {}, prefix = []) {
      events += 1;
      const eventPath = join(job.tempFolder, `event-${events}.json`);
      await writeFile(eventPath, JSON.stringify(payload));
      const about = { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: eventPath, GITHUB_REPOSITORY: 'octo-org/shop' };
      return await job.run('migration-gate', {
        prefix,
        inputs: { source: 'shop', 'github-token': 'ghs_example', ...inputs },
        env: { ...about, GITHUB_API_URL: github.url, GITHUB_RUN_ID: '1', GITHUB_RUN_ATTEMPT: '1', ...env },
      });
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

/** A status of `shop` as a run left it so many hours ago, about a backup that was taken an hour before. */
export function statusOf(
  verdict: Verdict | null,
  hoursOld: number,
  more: Partial<StandInStatus> & { snapshotHoursOld?: number; salt?: string } = {},
): StandInStatus {
  const { snapshotHoursOld = hoursOld + 1, salt = 'aaaaaa', ...run } = more;
  const { address, manifest } = backupFixture(hoursAgo(snapshotHoursOld).toISOString(), { salt });
  const text = serializeStatus({
    format: statusFormat,
    ...{ source: 'shop', kind: 'full', backup: address.id, snapshotAt: manifest.snapshotAt },
    manifestSha256: sha256(address.id),
    verdict,
    verifiedAt: verdict === null ? null : hoursAgo(hoursOld).toISOString(),
    run: 'github-1-1',
  });
  return { name: statusName('shop'), text, createdAt: hoursAgo(hoursOld), ...run };
}
