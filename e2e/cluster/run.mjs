// `npm run test:cluster [-- <part of a spec's name>]`: tries infra/k8s on the cluster of KUBECONFIG, whose nodes must have
// the images; without it, on a one-node Kubernetes of its own, made by the scripts in COURSES_CLUSTER_DIR (../shared/cluster).
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { resolve } from 'node:path';
import { deliver } from '../../tools/deploy/deliver.mjs';
import { apps } from '../../tools/deploy/images.mjs';
import { attempt, fail, main } from '../../tools/deploy/program.mjs';
import { must, prepareImages } from '../support/prepare-images.mjs';
import { needPrograms, runSuite } from '../support/run-suite.mjs';

const scripts = resolve(process.env.COURSES_CLUSTER_DIR ?? '../shared/cluster');
const needs = ['docker', 'kubectl'];
const own = !process.env.KUBECONFIG;
/** Where up.sh keeps its cluster. */
const state = '/var/tmp/courses-cluster';
/** Where build.sh puts the programs of Kubernetes. */
const programs = process.env.BIN ?? '/var/cache/courses-cluster/bin';

// Over WebSockets `kubectl exec` loses output now and then ("Unknown stream id 1, discarding message").
process.env.KUBECTL_REMOTE_COMMAND_WEBSOCKETS = 'false';

function prepare() {
  if (own && !existsSync(`${scripts}/up.sh`))
    fail(`Set KUBECONFIG to a cluster for tests, or COURSES_CLUSTER_DIR: ${scripts} has no up.sh.`);
  prepareImages();
  if (!own) return;
  process.env.KUBECONFIG = `${state}/kubeconfig`;
  must(`${scripts}/build.sh`);
  process.env.BIN = programsThatKeepImages();
  must(`${scripts}/up.sh`);
  // Kubernetes then refuses any pod that falls short of its strictest standard.
  must('kubectl', 'label', 'namespace', 'default', 'pod-security.kubernetes.io/enforce=restricted');
  for (let number = 5; number <= 12; number += 1) addVolume(`local-${number}`);
  for (const image of images()) deliver(image, 'local');
}

/**
 * Where less than 15 % of the disk is free, a kubelet removes the images that no container uses: the next version of an app,
 * even the one that every pod begins with. None can be pulled again here, so up.sh gets a kubelet that removes none.
 */
function programsThatKeepImages() {
  const folder = `${state}/bin`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const others = readdirSync(programs).filter((name) => name !== 'kubelet');
  for (const name of others) symlinkSync(`${programs}/${name}`, `${folder}/${name}`);
  const kubelet = `#!/bin/sh\nexec ${programs}/kubelet "$@" --image-gc-high-threshold=100\n`;
  writeFileSync(`${folder}/kubelet`, kubelet, { mode: 0o755 });
  return folder;
}

/**
 * up.sh makes four volumes, and nothing there empties one that is released: each `kubectl delete -f infra/k8s` uses up two.
 * Specs delete what they find, in whichever order Jest runs them.
 */
function addVolume(name) {
  const path = `${state}/pv/${name}`;
  mkdirSync(path, { recursive: true });
  // Containers do not run as root.
  chmodSync(path, 0o777);
  const spec = {
    capacity: { storage: '10Gi' },
    accessModes: ['ReadWriteOnce'],
    persistentVolumeReclaimPolicy: 'Retain',
    hostPath: { path },
  };
  const volume = { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name }, spec };
  const { status, stderr } = attempt('kubectl', ['create', '-f', '-'], JSON.stringify(volume));
  if (status !== 0) fail(`The cluster takes no volume: ${stderr}`);
}

/** What the manifests name, and a second version of ours. */
function images() {
  const texts = readdirSync('infra/k8s').map((file) => readFileSync(`infra/k8s/${file}`, 'utf8'));
  const named = texts.flatMap((text) => [...text.matchAll(/^ *image: *(\S+)$/gm)].map(([, image]) => image));
  return [...named, ...apps.map((app) => `${app}:0.0.2`)];
}

process.on('exit', () => {
  if (own && existsSync(state)) spawnSync(`${scripts}/down.sh`, { stdio: 'ignore' });
});

needPrograms('cluster', needs);
await main(prepare);
if (!process.exitCode) runSuite('cluster', { needs, args: process.argv.slice(2) });
