// `npm run test:cluster [-- <part of a spec's name>]`: tries infra/k8s on the cluster of KUBECONFIG, whose nodes must have
// the images; without it, on a one-node Kubernetes of its own, made by the scripts that e2e/support/test-machine.env names.
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
import { loadTestMachine } from '../support/test-machine.mjs';

loadTestMachine();
const scripts = resolve(process.env.COURSES_CLUSTER_DIR);
const needs = ['docker', 'kubectl'];
const own = !process.env.KUBECONFIG;
/** Where up.sh keeps its cluster. */
const state = process.env.CLUSTER_STATE;
/** Where build.sh puts the programs of Kubernetes. */
const programs = process.env.BIN ?? process.env.CLUSTER_PROGRAMS;

// Over WebSockets `kubectl exec` loses output now and then ("Unknown stream id 1, discarding message").
process.env.KUBECTL_REMOTE_COMMAND_WEBSOCKETS = 'false';

function prepare() {
  if (own && !existsSync(`${scripts}/up.sh`))
    fail(`Set KUBECONFIG to a test cluster, or COURSES_CLUSTER_DIR to a folder with up.sh (now ${scripts}).`);
  prepareImages();
  if (!own) return;
  process.env.KUBECONFIG = `${state}/kubeconfig`;
  must(`${scripts}/build.sh`);
  process.env.BIN = programsThatKeepImages();
  must(`${scripts}/up.sh`);
  // Kubernetes then rejects any pod that violates the restricted pod security standard.
  must('kubectl', 'label', 'namespace', 'default', 'pod-security.kubernetes.io/enforce=restricted');
  for (let number = 5; number <= 12; number += 1) addVolume(`local-${number}`);
  for (const image of images()) deliver(image, 'local');
}

/**
 * With less than 15 % of the disk free, a kubelet deletes unused images, such as the next version of an app. None can be
 * pulled again here, so up.sh gets a kubelet that deletes none.
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
 * up.sh makes four volumes and does not recycle released ones: each `kubectl delete -f infra/k8s` uses up two.
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
  if (status !== 0) fail(`The cluster rejected the volume: ${stderr}`);
}

/** The images of the manifests, and a second version of ours. */
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
