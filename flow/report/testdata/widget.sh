#!/bin/sh
# Nothing was linked or uploaded; the last page was Browser, and the link token expired.
# winkterm 1.0, from 2026-11-29T07:30:00.000Z to 2026-11-29T07:30:04.000Z
# masked, by kind:
#   SECRET: 1 value in 5 places
#   TOKEN: 3 values in 5 places
#
# It repeats the calls of the session in their order. Set before it runs:
#   API_KEY        the key of the host
#   API_SECRET     its secret
#   OPEN_API_HOST  another host than http://127.0.0.1:8970/v1, if that is meant
#   LINK_API_HOST  another host than http://127.0.0.1:8970/link/v1, if that is meant
# A variable stands in a URL or in JSON as it is: escape its value as is needed there.
# PAUSE is how many seconds pass before what was polled is asked for, 1 unless set.

set -eu
OPEN_API_HOST=${OPEN_API_HOST:-'http://127.0.0.1:8970/v1'}
LINK_API_HOST=${LINK_API_HOST:-'http://127.0.0.1:8970/link/v1'}
: "${API_KEY:?set it first}"
: "${API_SECRET:?set it first}"

call() {
  answer=$("$@" --silent --show-error --write-out '\n# HTTP %{http_code}')
  printf '%s\n' "$answer"
}
taken() { printf '%s\n' "$answer" | sed -n "$1" | head -n 1; }

# POST /users, 201, OK, requestId edd63df7-6b08-4b7a-a0b5-921fe468e180 (record 3)
call curl --globoff -X 'POST' --url "$OPEN_API_HOST"'/users' -H 'Accept: application/json' -H 'Content-Type: application/json' -u "$API_KEY:$API_SECRET" --data-raw '{}'
TOKEN_1=$(taken 's/.*"accessToken"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p')
USER_1=$(taken 's/.*"\(tenant-[^"]*\)".*/\1/p')

# POST /sessions, 201, OK, requestId 195ada66-f434-482e-9400-c20a1e933dc5 (record 5)
call curl --globoff -X 'POST' --url "$LINK_API_HOST"'/sessions' -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_1" -H 'Content-Type: application/json' --data-raw '{"options":{"enableUpload":false,"companyName":"Acme"}}'
TOKEN_2=$(taken 's/.*"sessionKey"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p')

# GET /providers, 200, OK, requestId b495aaa1-2900-4a96-bfb5-847ebdd12c44 (record 9)
call curl --globoff --url "$LINK_API_HOST"'/providers?size=150' -H 'Accept: application/json' -H 'Authorization: Bearer '"$TOKEN_2"

# POST /tokens, 201, OK, requestId 0c11f4a5-0f71-4f6e-97b8-db4a129df6cc (record 15)
call curl --globoff -X 'POST' --url "$OPEN_API_HOST"'/tokens?userId='"$USER_1" -H 'Accept: application/json' -u "$API_KEY:$API_SECRET"
TOKEN_3=$(taken 's/.*"accessToken"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p')

# GET /accounts, 200, OK, requestId f0e8efc7-1496-478b-8695-0c497e71b867, the last of 3 polls (record 39)
call curl --globoff --url "$OPEN_API_HOST"'/accounts?size=150&userId='"$USER_1" -H 'Accept: application/json' -u "$API_KEY:$API_SECRET"
