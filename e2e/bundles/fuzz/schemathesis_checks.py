"""The one check of schemathesis.spec.ts: no error of the server but 503 with Retry-After."""

import schemathesis


@schemathesis.check
def announced_errors_only(ctx, response, case):
    announced = response.status_code == 503 and "retry-after" in response.headers
    assert response.status_code < 500 or announced, f"status {response.status_code}"
