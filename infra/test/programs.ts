/** Answers of docker and kubectl, for `runScript`. */
export const context = (name: string) => `"config current-context") echo ${name} ;;`;
export const contexts = '"config get-contexts"*) echo kind-one; echo shop-eu ;;';
export const version = (minor: string) =>
  `*"--raw /version"*) echo '{"major":"1","minor":"${minor}","gitVersion":"v1.${minor}.0"}' ;;`;
export const cluster = (name: string) => `${context(name)}\n${contexts}\n${version('30+')}`;
export const away = '*"--raw /readyz"*) echo "connection refused" >&2; exit 1 ;;';
export const unknownContext = `*"--raw /readyz"*) echo 'error: context "elsewhere" does not exist' >&2; exit 1 ;;`;
export const noImage =
  '"image inspect"*) echo "Error response from daemon: no such image: courses:latest: No such image: courses:latest" >&2; exit 1 ;;';
/** As older versions say it. */
export const noImageFormerly = '"image inspect"*) echo "Error: No such image: courses:latest" >&2; exit 1 ;;';
export const anImage = '"image inspect"*) echo sha256:0123456789abcdef ;;';
export const failed = '*"rollout status"*) exit 1 ;;';
export const pods = (container: object, conditions: object[] = []) =>
  `*"get pods"*) cat <<'J'
${JSON.stringify({ items: [{ metadata: { name: 'courses-1' }, status: { conditions, containerStatuses: [container] } }] })}
J
;;`;
export const events = `*"get events"*) echo '{"items":[{"type":"Warning","reason":"Failed","message":"no such tag"}]}' ;;`;
