import { signalTo } from '../real/process-tree.ts';
import type { FaultRule } from '../real/faulty-proxy.ts';
import { until, type Scene, type SceneRun } from './scene.ts';

/** Requests of a backup into a bucket, at which it may be stopped. */
export const momentsOfBackup: readonly [string, Omit<FaultRule, 'fault'>][] = [
  ['while it uploads', { method: 'PUT', query: /partNumber=3/ }],
  ['while it completes the upload', { method: 'POST', query: /uploadId=/ }],
  ['while it writes the fingerprint', { method: 'PUT', path: /fingerprint\.json/ }],
  ['before it writes the manifest', { method: 'PUT', path: /manifest\.json/ }],
];

/** Lets a request hang, and sends the signal to the action when it does. */
export function whenHanging(scene: Scene, rule: Omit<FaultRule, 'fault'>, signal: NodeJS.Signals): SceneRun {
  scene.proxy.inject({ ...rule, fault: { kind: 'hang' }, times: Infinity });
  const from = scene.proxy.requests.length;
  const isHanging = (): boolean => scene.proxy.requests.slice(from).some(({ fault }) => fault === 'hang');
  return { onStart: (pid) => void until(isHanging, pid).then(() => signalTo(pid, signal)) };
}

/** Sends the signal to the action when it has printed a text. */
export function whenPrinted(text: string, signal: NodeJS.Signals): SceneRun {
  let [pid, log, isSent] = [-1, '', false];
  return {
    onStart: (started) => void (pid = started),
    onLog: (piece) => {
      log += piece;
      if (isSent || !log.includes(text)) return;
      isSent = true;
      signalTo(pid, signal);
    },
  };
}
